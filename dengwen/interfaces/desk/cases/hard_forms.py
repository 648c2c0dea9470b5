"""Forms of marks, panels, special operations and ratings."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.closure.reads.three_facts import ratings_of
from dengwen.domains.closure.rules.ratings import Answers, is_not_satisfied
from dengwen.domains.handling.reads.hard_case import HardCase
from dengwen.domains.handling.rules.panels import GIVEN, MemberDraft
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.hearing_forms import RowsForm
from dengwen.interfaces.desk.cases.independence import officer_named
from dengwen.interfaces.desk.cases.procedure_forms import as_ids
from dengwen.interfaces.kit.sentences import label, lang

_ABOUT_CASES = gettext_lazy(
    "A mark says why the case is hard for the organ. Nothing about the petitioner belongs here."
)


def several(name: str, field: forms.Field) -> None:
    """Let ``field`` offer the entries of a code list to tick."""
    if isinstance(field, forms.MultipleChoiceField):
        field.choices = code_list(name).choices(lang())


class FlagForm(ActionForm):
    """Which mark, why, and by when a new plan is owed."""

    note = _ABOUT_CASES
    flag = coded(gettext_lazy("Mark"))
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Reasons"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = long_text(gettext_lazy("In words"), rows=3, required=False)
    replan_by = DayField(
        label=gettext_lazy("New plan by"), required=False,
        help_text=gettext_lazy("Owed for a complex case."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer the marks and reasons."""
        offer(self.fields["flag"], "case_flags")
        several("flag_reasons", self.fields["reasons"])


class UnflagForm(ActionForm):
    """Which mark comes off, and why."""

    flag = coded(gettext_lazy("Mark"))
    reason = long_text(gettext_lazy("Reason"), rows=3)

    def fill(self) -> None:
        """Offer the marks that the case bears."""
        offer(self.fields["flag"], "case_flags", {row.flag for row in _file(self).in_force})


class MemberForm(ActionForm):
    """One member of a panel."""

    officer = forms.CharField(
        label=gettext_lazy("Member of the police"), max_length=120, required=False,
        help_text=gettext_lazy("User name, or the whole name. Nobody who had a part in the case can sit."),
    )  # fmt: skip
    role = forms.CharField(label=gettext_lazy("Or role, from outside"), max_length=120, required=False)
    institution = forms.CharField(label=gettext_lazy("Institution"), max_length=200, required=False)
    interest = forms.CharField(
        label=gettext_lazy("Declared conflict"), max_length=400, required=False,
        help_text=gettext_lazy("Whoever declares one stands aside and does not count."),
    )  # fmt: skip

    def clean_officer(self) -> str:
        """Accept one person who is known; from outside are named by role and institution."""
        words = str(self.cleaned_data["officer"])
        if words and officer_named(words, self.case.today)[0] is None:
            raise forms.ValidationError(
                _("Nobody of this name holds a post. Type the user name."), code="unknown"
            )
        return words

    def has_changed(self) -> bool:
        """Say whether anybody was named."""
        return any(self.data.get(self.add_prefix(name)) for name in ("officer", "role", "institution"))

    def drafted(self) -> MemberDraft | None:
        """Return the member, or None for an empty row."""
        if not self.has_changed():
            return None
        data = self.cleaned_data
        post, _name = officer_named(data["officer"], self.case.today) if data["officer"] else (None, "")
        return MemberDraft(post, data["role"], data["institution"], data["interest"])


class PanelForm(RowsForm):
    """The question, the material, until when, and who sits."""

    row_form, row_prefix, least_rows = MemberForm, "member", 3
    row_words, more_words = gettext_lazy("Member"), gettext_lazy("Add a member")
    question = long_text(gettext_lazy("The question"))
    material = long_text(
        gettext_lazy("Material that is given"), rows=3,
        help_text=gettext_lazy("Leave out who the petitioner is where the question does not need it."),
    )  # fmt: skip
    with_identity = forms.BooleanField(
        label=gettext_lazy("The material says who the petitioner is"), required=False
    )
    identity_reason = long_text(gettext_lazy("Why that is needed"), rows=2, required=False)
    due = DayField(label=gettext_lazy("Advice wanted by"))

    def fill(self) -> None:
        """Begin with a fortnight."""
        super().fill()
        self.fields["due"].initial = self.case.today + timedelta(days=14)

    def arguments(self) -> dict[str, Any]:
        """Return the members with the call."""
        drafted = [row.drafted() for row in self.rows if isinstance(row, MemberForm)]
        return self.cleaned_data | {"members": [one for one in drafted if one is not None]}


class AdviceForm(ActionForm):
    """What a panel said."""

    panel = coded(gettext_lazy("Panel"))
    outcome = coded(gettext_lazy("Outcome"))
    advice = long_text(gettext_lazy("The advice, or why there is none"), rows=6)
    dissent = long_text(gettext_lazy("Dissent"), rows=3, required=False)
    advised_on = DayField(label=gettext_lazy("Dated"))

    def fill(self) -> None:
        """Offer the panels that are awaited."""
        waiting = [
            (row.pk, f"{row.number}. {row.question[:80]}") for row in _file(self).panels if not row.outcome
        ]
        choose(self.fields["panel"], waiting)
        offer(self.fields["outcome"], "panel_outcomes")
        self.fields["advised_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the panel as an id."""
        return as_ids(self.cleaned_data, "panel")


class AnswerAdviceForm(ActionForm):
    """How the organ follows the advice, or why not."""

    panel = coded(gettext_lazy("Panel"))
    followed = coded(gettext_lazy("The advice is"))
    answer = long_text(gettext_lazy("How, or why not"))

    def fill(self) -> None:
        """Offer the panels that wait for an answer."""
        found = [row for row in _file(self).panels if row.outcome == GIVEN and row.answered_on is None]
        choose(self.fields["panel"], [(row.pk, f"{row.number}. {row.advice[:80]}") for row in found])
        offer(self.fields["followed"], "advice_answers")

    def arguments(self) -> dict[str, Any]:
        """Return the panel as an id."""
        return as_ids(self.cleaned_data, "panel")


class LinkForm(ActionForm):
    """Which operation, under which number, and when its state is reported."""

    note = gettext_lazy(
        "Only the number of the operation’s own file. Nothing about the petitioner goes there."
    )
    operation = coded(gettext_lazy("Special operation"))
    reference = forms.CharField(label=gettext_lazy("Number of its file"), max_length=80)
    due = DayField(label=gettext_lazy("Report owed by"))

    def fill(self) -> None:
        """Offer the operations."""
        offer(self.fields["operation"], "operations")
        self.fields["due"].initial = self.case.today + timedelta(days=30)


class ReportForm(ActionForm):
    """What the operation reports."""

    link = coded(gettext_lazy("Link"))
    status = coded(gettext_lazy("State of the file there"))
    reported_on = DayField(label=gettext_lazy("Reported on"))
    origin = forms.CharField(label=gettext_lazy("Reported by, or in which paper"), max_length=200)
    next_due = DayField(
        label=gettext_lazy("Next report owed by"), required=False,
        help_text=gettext_lazy("Needed while it goes on there."),
    )  # fmt: skip
    words = long_text(gettext_lazy("In words"), rows=3, required=False)

    def fill(self) -> None:
        """Offer the links."""
        _offer_links(self)
        offer(self.fields["status"], "operation_states")
        self.fields["reported_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the link as an id."""
        return as_ids(self.cleaned_data, "link")


class UnlinkForm(ActionForm):
    """Which link is undone, and why."""

    link = coded(gettext_lazy("Link"))
    reason = long_text(gettext_lazy("Reason"), rows=3)

    def fill(self) -> None:
        """Offer the links."""
        _offer_links(self)

    def arguments(self) -> dict[str, Any]:
        """Return the link as an id."""
        return as_ids(self.cleaned_data, "link")


class RatingForm(ActionForm):
    """What the petitioner says when asked."""

    note = gettext_lazy(
        "Ask as somebody who did not handle the case. What she says about being pressed or kept away is registered as "
        "an urgent matter of its own, which the organ that handles this case does not see."
    )
    asked_on = DayField(label=gettext_lazy("Asked on"))
    way = coded(gettext_lazy("How"))
    handling = coded(gettext_lazy("The handling"))
    outcome = coded(gettext_lazy("The outcome"))
    words = long_text(gettext_lazy("Her words"), rows=4, required=False)
    wrongs = forms.MultipleChoiceField(
        label=gettext_lazy("Did any of this happen?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    wrong_words = long_text(gettext_lazy("What happened, in her words"), rows=4, required=False)

    def fill(self) -> None:
        """Offer ways, ratings and questions."""
        offer(self.fields["way"], "channels")
        offer(self.fields["handling"], "ratings")
        offer(self.fields["outcome"], "ratings")
        several("rating_wrongs", self.fields["wrongs"])
        self.fields["asked_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the answers as one."""
        data = self.cleaned_data
        said = Answers(
            data["handling"], data["outcome"], data["words"], tuple(data["wrongs"]), data["wrong_words"]
        )
        return {"said": said, "asked_on": data["asked_on"], "way": data["way"]}


class AnswerRatingForm(ActionForm):
    """What the petitioner who is not satisfied is told."""

    rating = coded(gettext_lazy("Rating"))
    measure = coded(gettext_lazy("What is done"))
    answer = long_text(
        gettext_lazy("What she is told"),
        rows=5,
        help_text=gettext_lazy("With the way to review and its last day."),
    )
    told_on = DayField(label=gettext_lazy("Told on"))
    told_by = coded(gettext_lazy("By which means"))

    def fill(self) -> None:
        """Offer the ratings that wait."""
        waiting = [
            (row.pk, f"{row.number}. {label('ratings', row.outcome)}: {row.words[:60]}")
            for row in ratings_of(actor=self.case.actor, case=self.case.case)
            if is_not_satisfied(row.handling, row.outcome) and row.answered_on is None
        ]
        choose(self.fields["rating"], waiting)
        offer(self.fields["measure"], "rating_answers")
        offer(self.fields["told_by"], "service_methods")
        self.fields["told_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the rating as an id."""
        return as_ids(self.cleaned_data, "rating")


def _file(form: ActionForm) -> HardCase:
    return HardCase(form.case.sheet.matter)


def _offer_links(form: ActionForm) -> None:
    found = [row for row in _file(form).links if row.ended_on is None]
    words = [(row.pk, f"{label('operations', row.operation)} {row.reference}") for row in found]
    choose(form.fields["link"], words)

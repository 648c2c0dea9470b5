"""Forms of campaigns. They hold no rules: the verb refuses what may not be."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.reads.case_page import case_by_number
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import choose, long_text
from dengwen.interfaces.kit.sentences import lang


class CampaignForm(forms.Form):
    """A form that knows the pack and who asks."""

    def __init__(self, *args: Any, pack: CampaignPack, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pack, self.actor = pack, actor
        self.fill()

    def fill(self) -> None:
        """Set the choices that depend on the pack or the language."""


class NoForm(CampaignForm):
    """For what needs no words."""


class TakeForm(CampaignForm):
    """Which case is taken in by hand."""

    case = forms.CharField(label=gettext_lazy("Number of the case"), max_length=32)

    def clean_case(self) -> int:
        """Return the id of the case."""
        found = case_by_number(actor=self.actor, number=self.cleaned_data["case"])
        if found is None:
            raise ValidationError(_("There is no case with this number, or you may not see it."))
        return int(found)


class ProveForm(CampaignForm):
    """Which item of which list, and what proves it."""

    item = forms.ChoiceField(label=gettext_lazy("Item"))
    evidence = long_text(
        gettext_lazy("Evidence"), rows=2, help_text=gettext_lazy("What was done, where the paper lies.")
    )

    def fill(self) -> None:
        """Offer every item of every list."""
        pairs = [
            (f"{kind}:{key}", f"{stage.label(lang())} · {words} · {item.label(lang())}")
            for stage in self.pack.stages
            for kind, words, keys in (
                ("entry", _("to enter"), stage.entry),
                ("exit", _("to leave"), stage.exit),
            )
            for key in keys
            if (item := self.pack.item(key)) is not None
        ]
        choose(self.fields["item"], pairs)

    def clean(self) -> dict[str, Any]:
        """Return list and item apart."""
        found = dict(super().clean() or {})
        if "item" in found:
            found["kind"], _colon, found["item"] = found["item"].partition(":")
        return found


class ProposeForm(CampaignForm):
    """For which coded reason, what proves it, until when."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"))
    evidence = long_text(gettext_lazy("What proves it"), rows=3)
    paper = forms.CharField(
        label=gettext_lazy("Document and its number"), max_length=200, required=False,
        help_text=gettext_lazy("A conclusion, agreement or decision. Needed unless a procedure runs."),
    )  # fmt: skip
    proof_on = DayField(
        label=gettext_lazy("Served or performed on"), required=False,
        help_text=gettext_lazy("Without proof of service or performance the reason does not count."),
    )  # fmt: skip
    channel = forms.ChoiceField(label=gettext_lazy("Legal procedure"), required=False)
    number = forms.CharField(label=gettext_lazy("Number of the procedure"), max_length=80, required=False)
    review_on = DayField(
        label=gettext_lazy("Look at it again on"),
        help_text=gettext_lazy("The day after, the reason lapses by itself and the case is back."),
    )

    def fill(self) -> None:
        """Offer the reasons of the pack and the procedures."""
        words = [
            (each.key, f"{each.label(lang())} ({_('%(n)d days at most') % {'n': each.review_days}})")
            for each in self.pack.reasons
        ]
        choose(self.fields["reason"], words)
        choose(self.fields["channel"], code_list("litigation_routes").choices(lang()))


class MaybeWordsForm(CampaignForm):
    """A remark, if there is one."""

    words = long_text(gettext_lazy("Remark"), rows=2, required=False)


class WordsForm(CampaignForm):
    """Why."""

    words = long_text(gettext_lazy("Reason"), rows=3)


class ObjectForm(CampaignForm):
    """What the petitioner says, and when."""

    words = long_text(gettext_lazy("What the petitioner says"), rows=3)
    objected_on = DayField(label=gettext_lazy("Said on"))


class AnswerForm(CampaignForm):
    """Whether she is right, and why."""

    uphold = forms.ChoiceField(label=gettext_lazy("The objection is"))
    words = long_text(gettext_lazy("Reason"), rows=3)

    def fill(self) -> None:
        """Offer both answers."""
        words = code_list("scope_answers")
        choose(self.fields["uphold"], [(code, words.label(code, lang())) for code in ("upheld", "refused")])

    def clean_uphold(self) -> bool:
        """Return yes or no."""
        return bool(self.cleaned_data["uphold"] == "upheld")


class EvidenceForm(CampaignForm):
    """What proves that a duty is met."""

    duty = forms.CharField(widget=forms.HiddenInput)
    evidence = long_text(gettext_lazy("Evidence"), rows=2)


class ContactForm(CampaignForm):
    """Who answers for it."""

    duty = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name and post"), max_length=120)
    reach = forms.CharField(label=gettext_lazy("Telephone or address at the office"), max_length=120)


class TaskForm(CampaignForm):
    """To whom, what, until when; as a part of which task."""

    organ = forms.ChoiceField(label=gettext_lazy("Organ"))
    words = long_text(gettext_lazy("What is to be done"), rows=3)
    due = DayField(label=gettext_lazy("Due"))
    parent = forms.ChoiceField(label=gettext_lazy("Part of"), required=False)

    def __init__(
        self, *args: Any, organs: list[tuple[int, str]], wholes: list[tuple[int, str]], **options: Any
    ) -> None:
        self._organs, self._wholes = organs, wholes
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the organs below and the tasks that the own organ has."""
        choose(self.fields["organ"], self._organs)
        choose(self.fields["parent"], self._wholes, _("nothing: a task of its own"))

    def clean_organ(self) -> int:
        """Return the organ as an id."""
        return int(self.cleaned_data["organ"])

    def clean_parent(self) -> int | None:
        """Return the task as an id."""
        return int(self.cleaned_data["parent"]) if self.cleaned_data["parent"] else None


class DoneForm(CampaignForm):
    """Which task is done, and what proves it."""

    task = forms.IntegerField(widget=forms.HiddenInput)
    evidence = long_text(gettext_lazy("Evidence"), rows=2)


class UnitPlanForm(CampaignForm):
    """Which unit's plan is there, and what proves it."""

    plan = forms.IntegerField(widget=forms.HiddenInput)
    evidence = long_text(gettext_lazy("Evidence"), rows=2)


class ReportForm(CampaignForm):
    """Which return or summary, with words."""

    kind = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput)
    words = long_text(gettext_lazy("Words"), rows=3, required=False)

"""Forms of hearings and mediation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.handling.rules.hearings import ParticipantDraft
from dengwen.domains.handling.rules.mediations import METHODS, ConsentDraft
from dengwen.domains.handling.rules.procedure_days import HEARING_NOTICE, days_from
from dengwen.foundation.staff.reads.posts import assignable_posts
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, Words, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.handling_forms import RemedyForm
from dengwen.interfaces.desk.cases.procedure_forms import as_ids, choose_file
from dengwen.interfaces.kit.sentences import in_words, label, lang
from dengwen.interfaces.kit.wording import organ_name

MOST_ROWS = 30
_CHAIRS = ("leader", "unit_head", "reviewer", "handler")


class RowsForm(ActionForm):
    """A form with rows below it that can be added to; a row that nobody touched is none."""

    row_form: type[ActionForm]
    row_prefix = "row"
    least_rows = 1
    row_words: Words = ""
    more_words: Words = ""

    def fill(self) -> None:
        """Make as many rows as were sent, or the least."""
        sent = self.data.get("rows") if self.is_bound else None
        count = int(sent) if sent and sent.isdecimal() else self.least_rows
        count += 1 if "more" in self.data else 0
        self.rows = [
            self.row_form(
                self.data if self.is_bound else None, case=self.case, prefix=f"{self.row_prefix}-{at}",
                initial=self.first(at), empty_permitted=True, use_required_attribute=False,
            )
            for at in range(min(count, MOST_ROWS))
        ]  # fmt: skip

    def first(self, at: int) -> dict[str, Any]:
        """Return what row ``at`` begins with."""
        return {}

    def is_valid(self) -> bool:
        """Say whether the form and every row hold together."""
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])


class ParticipantForm(ActionForm):
    """One person who is asked to a hearing."""

    role = coded(gettext_lazy("Part"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    organ_name = forms.CharField(label=gettext_lazy("Organ or profession"), max_length=200, required=False)
    outside = forms.BooleanField(label=gettext_lazy("From outside the police"), required=False)

    def fill(self) -> None:
        """Offer the parts."""
        offer(self.fields["role"], "hearing_roles")

    def has_changed(self) -> bool:
        """Say whether anybody was named; the first rows begin with a part."""
        return bool(self.data.get(self.add_prefix("name")))

    def drafted(self) -> ParticipantDraft | None:
        """Return the person, or None for an empty row."""
        if not self.has_changed():
            return None
        data = self.cleaned_data
        return ParticipantDraft(data["role"], data["name"], data["organ_name"], data["outside"])


class HearingForm(RowsForm):
    """The notice of a hearing."""

    row_form, row_prefix, least_rows = ParticipantForm, "person", 4
    row_words, more_words = gettext_lazy("Participant"), gettext_lazy("Add a participant")
    planned_on = DayField(label=gettext_lazy("To be held on"))
    notice_on = DayField(label=gettext_lazy("Notice given on"))
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200)
    subject = long_text(gettext_lazy("What it is about"), rows=3)
    chair = coded(
        gettext_lazy("Chair"), help_text=gettext_lazy("Nobody who had a hand in the case can chair it.")
    )
    asked_for = forms.BooleanField(label=gettext_lazy("The petitioner asked for it"), required=False)
    reason = long_text(
        gettext_lazy("If another day was announced before: why it is called off"), rows=2, required=False
    )

    def fill(self) -> None:
        """Offer the chairs of the organ that holds it."""
        super().fill()
        posts = assignable_posts(self.case.actor.bureau, self.case.today, _CHAIRS)
        choose(self.fields["chair"], [(post.pk, _person(post)) for post in posts])
        self.fields["notice_on"].initial = self.case.today
        law = days_from(HEARING_NOTICE, self.case.today, law=self.case.sheet.matter.pack)
        self.fields["planned_on"].initial = law.for_petitioner
        self.fields["planned_on"].help_text = _(
            "Not before %(day)s when notice is given today (%(article)s)."
        ) % {"day": in_words(law.for_petitioner), "article": law.article}

    def first(self, at: int) -> dict[str, Any]:
        """Begin with those without whom there is no hearing."""
        return {"role": ("PETITIONER", "PANEL", "RECORDER", "HANDLER")[at]} if at < 4 else {}

    def arguments(self) -> dict[str, Any]:
        """Return the participants with the notice."""
        drafted = [row.drafted() for row in self.rows if isinstance(row, ParticipantForm)]
        return as_ids(self.cleaned_data, "chair") | {
            "participants": [one for one in drafted if one is not None]
        }


def _person(post: Any) -> str:
    name = post.account.name_en if lang() == "en" and post.account.name_en else post.account.name
    return f"{name} · {organ_name(post.organ)} · {label('roles', post.role)}"


class OpenHearingForm(ActionForm):
    """The day on which the hearing began."""

    note = gettext_lazy(
        "From this day the log of its time runs: in a re-review the limit stands still until it ends."
    )
    opened_on = DayField(label=gettext_lazy("Opened on"))

    def fill(self) -> None:
        """Today is the usual day."""
        self.fields["opened_on"].initial = self.case.today


class CloseHearingForm(ActionForm):
    """Its end, record and opinion."""

    closed_on = DayField(label=gettext_lazy("Ended on"))
    transcript = coded(
        gettext_lazy("Record"),
        help_text=gettext_lazy("Attach it to the case as “Record of a hearing” first, then choose it."),
    )
    opinion = long_text(gettext_lazy("Opinion of the hearing"), rows=6)
    absent = long_text(gettext_lazy("Who did not come"), rows=2, required=False)

    def fill(self) -> None:
        """Offer the records."""
        choose_file(self.fields["transcript"], self, kind="HEARING_RECORD")
        self.fields["closed_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the record as an id."""
        return as_ids(self.cleaned_data, "transcript")


class MediateForm(ActionForm):
    """Who mediates, and that both sides want it."""

    note = gettext_lazy(
        "Only if both sides want it. Whoever does not consent suffers nothing by it: the investigation goes on. Each "
        "side may stop at any time."
    )
    nothing_barred = forms.BooleanField(
        label=gettext_lazy("No claim is about ill-treatment, death, sexual acts or corruption"),
        required=False,
    )
    mediator = forms.CharField(label=gettext_lazy("Who mediates"), max_length=120)
    balance = long_text(
        gettext_lazy("Which side is the weaker one, and how it is helped"), rows=3,
        help_text=gettext_lazy("Advice, a companion, time to think, an interpreter …"),
    )  # fmt: skip
    petitioner_who = forms.CharField(label=gettext_lazy("Petitioner’s side: who consented"), max_length=120)
    petitioner_on = DayField(label=gettext_lazy("Petitioner’s side: when"))
    petitioner_way = coded(gettext_lazy("Petitioner’s side: how"))
    petitioner_paper = coded(gettext_lazy("Petitioner’s side: paper"))
    organ_who = forms.CharField(label=gettext_lazy("Other side: who consented"), max_length=120)
    organ_on = DayField(label=gettext_lazy("Other side: when"))
    organ_way = coded(gettext_lazy("Other side: how"))
    organ_paper = coded(gettext_lazy("Other side: paper"))

    def fill(self) -> None:
        """Offer ways and papers."""
        for side in ("petitioner", "organ"):
            offer(self.fields[f"{side}_way"], "channels")
            choose_file(self.fields[f"{side}_paper"], self, kind="CONSENT")

    def arguments(self) -> dict[str, Any]:
        """Return the consents as one list."""
        data = as_ids(self.cleaned_data, "petitioner_paper", "organ_paper")
        consents = [
            ConsentDraft(
                side.upper(), data[f"{side}_who"], data[f"{side}_on"], data[f"{side}_way"], data[f"{side}_paper"]
            )
            for side in ("petitioner", "organ")
        ]  # fmt: skip
        plain = ("nothing_barred", "mediator", "balance")
        return {name: data[name] for name in plain} | {"consents": consents}


class SettleForm(RowsForm):
    """The agreement and what is to be done by it."""

    row_form, row_prefix = RemedyForm, "remedy"
    row_words, more_words = gettext_lazy("Article"), gettext_lazy("Add an article")
    needs_organs = True
    note = gettext_lazy(
        "The agreement answers every claim. What it says about further petitions counts for nothing here."
    )
    method = coded(gettext_lazy("Kind of agreement"))
    signed_on = DayField(label=gettext_lazy("Signed by both sides on"))
    paper = coded(
        gettext_lazy("The agreement"),
        help_text=gettext_lazy(
            "Attach it to the case as “Mediation or settlement agreement” first, then choose it."
        ),
    )
    terms = long_text(gettext_lazy("What was agreed, claim by claim"), rows=6)

    def fill(self) -> None:
        """Offer kinds and papers."""
        super().fill()
        offer(self.fields["method"], "resolution_methods", only=METHODS)
        choose_file(self.fields["paper"], self, kind="AGREEMENT")
        self.fields["signed_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the articles with the agreement."""
        drafted = [row.drafted() for row in self.rows if isinstance(row, RemedyForm)]
        return as_ids(self.cleaned_data, "paper") | {"items": [one for one in drafted if one is not None]}

"""Forms of handling and closure: plan, investigation, opinion, service, remedies, dossier."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.handling.rules.mediations import AGREED
from dengwen.domains.handling.rules.remedies import RemedyDraft, promising
from dengwen.foundation.rulebook.loading import code_list, pack
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import (
    ActionForm,
    OrganField,
    choose,
    coded,
    long_text,
    offer,
    organ_words,
)
from dengwen.interfaces.desk.cases.sending_forms import choose_claim, claim_words
from dengwen.interfaces.kit.sentences import in_words, label, lang

MOST_REMEDIES = 20


class PlanForm(ActionForm):
    """How the case is to be resolved."""

    issues = long_text(
        gettext_lazy("Issues"), help_text=gettext_lazy("What has to be found out or put right.")
    )
    evidence_wanted = long_text(gettext_lazy("Evidence wanted"), rows=3, required=False)
    approach = long_text(gettext_lazy("Approach"), help_text=gettext_lazy("The steps that will resolve it."))
    finish_by = DayField(label=gettext_lazy("To be finished by"))

    def fill(self) -> None:
        """Begin with the plan that waits for approval, if there is one."""
        plans = self.case.papers.plans
        matter = self.case.sheet.matter
        if plans and matter.state == "planning":
            for name in self.fields:
                self.fields[name].initial = plans[-1][name]
        if matter.handling_due:
            limit = in_words(matter.handling_due)
            self.fields["finish_by"].help_text = _("The legal limit is %(day)s.") % {"day": limit}


class StepForm(ActionForm):
    """What was done to find out, and what it showed."""

    kind = coded(gettext_lazy("Kind of step"))
    done_on = DayField(label=gettext_lazy("Done on"))
    claim = coded(gettext_lazy("About"), required=False)
    text = long_text(gettext_lazy("What was done and what it showed"), rows=6)

    def fill(self) -> None:
        """Offer kinds and claims."""
        offer(self.fields["kind"], "step_kinds")
        choose_claim(self.fields["claim"], self)
        self.fields["done_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the claim as an id."""
        claim = self.cleaned_data["claim"]
        return self.cleaned_data | {"claim": int(claim) if claim else None}


class OpinionForm(ActionForm):
    """Resolution and summary; the claims are answered one by one afterwards."""

    note = gettext_lazy("The claims are answered one by one afterwards.")
    method = coded(gettext_lazy("Resolution"))
    summary = long_text(gettext_lazy("Summary"), rows=6)
    review_told = long_text(
        gettext_lazy("How to ask for review"), rows=3, required=False,
        help_text=gettext_lazy("Which organ, and within how many days; the opinion cannot be issued without it."),
    )  # fmt: skip

    def fill(self) -> None:
        """Begin with the draft of this round."""
        offer(self.fields["method"], "resolution_methods")
        self.fields["review_told"].initial = usual_review_words(self.case.sheet.matter.pack)
        opinions = self.case.papers.opinions
        if opinions and opinions[-1]["issued_on"] is None:
            for name in self.fields:
                self.fields[name].initial = opinions[-1][name] or self.fields[name].initial


def usual_review_words(code: str) -> str:
    """Return what the pack of a matter says of review (L22 Art.35), to be completed by whoever drafts."""
    law = pack(code)
    if not (law.knows("review") and law.has("review_request")):
        return ""
    return law.procedure("review").told(lang()).format(length=law.limit("review_request").length)


class AnswerForm(ActionForm):
    """The answer to one claim."""

    claim = coded(gettext_lazy("Claim"))
    result = coded(gettext_lazy("Result"))
    facts_found = long_text(gettext_lazy("Facts found"), rows=5)
    should_have = long_text(
        gettext_lazy("What should have happened"), rows=2, required=False,
        help_text=gettext_lazy("By which rule or standard; beside the facts found."),
    )  # fmt: skip
    reasons = long_text(gettext_lazy("Reasons"), rows=4, help_text=gettext_lazy("Why it is decided so."))
    answer = long_text(
        gettext_lazy("Answer"), rows=5, help_text=gettext_lazy("The petitioner will read this.")
    )
    legal_basis = long_text(gettext_lazy("Legal basis"), rows=2)

    def fill(self) -> None:
        """Begin with the claim that was asked for, or the first without an answer."""
        claims = self.case.claims
        choose(self.fields["claim"], [(claim["id"], claim_words(claim)) for claim in claims])
        opinions = [entry.code for entry in code_list("claim_results").entries if entry.code != AGREED]
        offer(self.fields["result"], "claim_results", only=opinions)
        asked = str(self.initial.get("claim", ""))
        chosen = next((claim for claim in claims if str(claim["id"]) == asked), None)
        chosen = chosen or next((claim for claim in claims if not claim["result"]), None)
        if chosen:
            self.initial["claim"] = chosen["id"]
            for name in ("result", "facts_found", "answer", "legal_basis"):
                self.fields[name].initial = chosen[name]
            if chosen["result"]:
                for row in self.case.procedures.reasons:
                    if row.claim_id == chosen["id"]:
                        self.fields["reasons"].initial = row.reasons
                        self.fields["should_have"].initial = row.should_have

    def arguments(self) -> dict[str, Any]:
        """Return the claim as an id."""
        return self.cleaned_data | {"claim": int(self.cleaned_data["claim"])}


class IssueForm(ActionForm):
    """The last look before the wording is frozen."""

    note = gettext_lazy(
        "Every claim must be answered. The wording is frozen from then on, and gets its number."
    )
    review_told = long_text(gettext_lazy("How to ask for review"), rows=3)

    def fill(self) -> None:
        """Begin with the words of the draft."""
        opinions = self.case.papers.opinions
        drafted = opinions[-1]["review_told"] if opinions else ""
        self.fields["review_told"].initial = drafted or usual_review_words(self.case.sheet.matter.pack)


class ServiceForm(ActionForm):
    """How, when and to whom the opinion was given."""

    needs_organs = True
    note = gettext_lazy("The petitioner's period for review counts from the day of service.")
    method = coded(gettext_lazy("Way of service"))
    served_on = DayField(label=gettext_lazy("Served on"))
    received_by = forms.CharField(label=gettext_lazy("Received by"), max_length=120)
    through = OrganField(
        label=gettext_lazy("Through which organ"), required=False,
        help_text=gettext_lazy("Only for service through another organ."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer the ways of service."""
        offer(self.fields["method"], "service_methods")
        self.fields["served_on"].initial = self.case.today


class RemedyForm(ActionForm):
    """One remedy: what, by whom, until when, for which claim. A row that nobody touched is no remedy."""

    kind = coded(gettext_lazy("Remedy"))
    text = long_text(gettext_lazy("What will be done"), rows=2)
    owner = OrganField(label=gettext_lazy("By whom"))
    due = DayField(label=gettext_lazy("To be done by"))
    claim = coded(gettext_lazy("For which claim"), required=False)

    def fill(self) -> None:
        """Offer kinds and claims; the holding organ is the usual owner."""
        offer(self.fields["kind"], "remedy_kinds")
        choose_claim(self.fields["claim"], self)
        self.fields["owner"].initial = organ_words(self.case.sheet.matter.organ)

    def has_changed(self) -> bool:
        """Say whether anybody began to write a remedy; owner and claim stand there from the beginning."""
        return any(self.data.get(self.add_prefix(name)) for name in ("kind", "text", "due"))

    def drafted(self) -> RemedyDraft | None:
        """Return the remedy, or None for an empty row."""
        if not self.has_changed():
            return None
        data = self.cleaned_data
        claim = int(data["claim"]) if data["claim"] else None
        return RemedyDraft(
            kind=data["kind"], text=data["text"], owner=data["owner"], due=data["due"], claim=claim
        )


class ExecutionForm(ActionForm):
    """All remedies at once; none needs a reason."""

    needs_organs = True
    note = gettext_lazy("Every claim that was supported, wholly or in part, needs a remedy.")
    reason = long_text(gettext_lazy("If there is nothing to carry out: why"), rows=2, required=False)

    def fill(self) -> None:
        """Make a row for each supported claim, at least one, and as many as were sent."""
        promised = [claim for claim in self.case.claims if claim["result"] in promising()]
        self.rows: list[RemedyForm] = []
        sent = self.data.get("rows") if self.is_bound else None
        count = int(sent) if sent and sent.isdecimal() else max(1, len(promised))
        if "more" in self.data:
            count += 1
        for at in range(min(count, MOST_REMEDIES)):
            initial = {"claim": str(promised[at]["id"])} if at < len(promised) else {}
            row = RemedyForm(
                self.data if self.is_bound else None,
                case=self.case,
                prefix=f"remedy-{at}",
                initial=initial,
                empty_permitted=True,
                use_required_attribute=False,
            )
            self.rows.append(row)

    def is_valid(self) -> bool:
        """Say whether the reason and every row hold together."""
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def arguments(self) -> dict[str, Any]:
        """Return the remedies that were written down."""
        drafted = [row.drafted() for row in self.rows]
        return {
            "remedies": [one for one in drafted if one is not None],
            "reason": self.cleaned_data["reason"],
        }


class DoneForm(ActionForm):
    """Which remedy was carried out, and what proves it."""

    remedy = coded(gettext_lazy("Remedy"))
    done_on = DayField(label=gettext_lazy("Carried out on"))
    proof = long_text(gettext_lazy("What proves it"), rows=3)

    def fill(self) -> None:
        """Offer what is still open."""
        waiting = [row for row in self.case.papers.remedies if row["done_on"] is None]
        choose(self.fields["remedy"], [(row["id"], remedy_words(row)) for row in waiting])
        if len(waiting) == 1:
            self.fields["remedy"].initial = waiting[0]["id"]
        self.fields["done_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the remedy as an id."""
        return self.cleaned_data | {"remedy": int(self.cleaned_data["remedy"])}


def remedy_words(row: dict[str, Any]) -> str:
    """Return a remedy as lists offer it: kind, text, day."""
    due: date = row["due"]
    return f"{label('remedy_kinds', row['kind'])}: {row['text'][:60]} ({in_words(due)})"


class HandInForm(ActionForm):
    """The closing report."""

    note = gettext_lazy(
        "The next higher organ examines the dossier item by item before the case counts as closed."
    )
    report = long_text(gettext_lazy("Closing report"), rows=8)


class RemarksForm(ActionForm):
    """Remarks of the reviewer."""

    remarks = long_text(gettext_lazy("Remarks"), rows=3, required=False)


class ReturnForm(RemarksForm):
    """Why the dossier goes back."""

    reason = coded(gettext_lazy("Reason"))

    def fill(self) -> None:
        """Offer the reasons."""
        offer(self.fields["reason"], "return_reasons")

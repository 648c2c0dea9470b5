"""Forms of review and re-review: asking, admitting, deciding claim by claim, serving, ordering anew."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.appeals.reads.appeal_page import who_reviews
from dengwen.domains.appeals.rules.notices import Notice
from dengwen.domains.appeals.rules.verdicts import Effect, Reasoning, Verdict, effect_of
from dengwen.domains.appeals.verbs.ask_review import Asked
from dengwen.domains.appeals.verbs.decide_review import Decided
from dengwen.foundation.rulebook.loading import code_list, pack
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.handling_forms import ServiceForm
from dengwen.interfaces.desk.cases.sending_forms import claim_words
from dengwen.interfaces.kit.sentences import in_words, label, lang
from dengwen.interfaces.kit.wording import organ_name


class NoticeForm(ActionForm):
    """When and how the petitioner was told; the base of whatever ends something."""

    told_on = DayField(label=gettext_lazy("Petitioner told on"))
    told_by = coded(gettext_lazy("Told by"))

    def fill(self) -> None:
        """Offer the means; today is the usual day."""
        offer(self.fields["told_by"], "service_methods")
        self.fields["told_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the notice as one value."""
        data = dict(self.cleaned_data)
        return data | {"notice": Notice(data.pop("told_on"), data.pop("told_by"))}


def without_notice(data: dict[str, Any]) -> dict[str, Any]:
    """Return arguments without the two fields that became the notice."""
    return {name: value for name, value in data.items() if name not in ("told_on", "told_by")}


class AskReviewForm(ActionForm):
    """What the petitioner asks for, when and how; never whether the request is any good."""

    again = False
    text = long_text(
        gettext_lazy("What the petitioner asks for"), rows=6,
        help_text=gettext_lazy("In the petitioner’s words; an oral request is written down here."),
    )  # fmt: skip
    asked_on = DayField(
        label=gettext_lazy("Asked on"), help_text=gettext_lazy("The day of the request counts, not today.")
    )
    orally = forms.BooleanField(label=gettext_lazy("Asked orally"), required=False)
    asked_by = coded(gettext_lazy("Who asks"))
    late_reason = coded(
        gettext_lazy("If it is late: the petitioner’s reason"), required=False,
        help_text=gettext_lazy("The organ that reviews judges it."),
    )  # fmt: skip
    organ = coded(gettext_lazy("Organ that reviews"), required=False)

    def fill(self) -> None:
        """Say which organ reviews and until when; only a choice that the law leaves is offered."""
        matter, sheet = self.case.sheet.matter, self.case.appeals
        offer(self.fields["asked_by"], "request_makers")
        offer(self.fields["late_reason"], "late_reasons")
        self.fields["asked_on"].initial = self.case.today
        self.fields["asked_by"].initial = code_list("request_makers").first
        organs = who_reviews(matter, sheet, again=self.again)
        if len(organs) > 1:
            choose(self.fields["organ"], [(organ.pk, organ_name(organ)) for organ in organs])
        else:
            del self.fields["organ"]
        self.note = " ".join(filter(None, [_goes_to([organ_name(organ) for organ in organs]), self._until()]))

    def _until(self) -> str:
        """Return the last day of the period that runs, or that ran last."""
        key = "rereview_request" if self.again else "review_request"
        days = [row for row in self.case.appeals.periods if pack(row["pack"]).limit(row["rule"]).key == key]
        return _("The period ends on %(day)s.") % {"day": in_words(days[-1]["legal"])} if days else ""

    def arguments(self) -> dict[str, Any]:
        """Return the request as one value."""
        data = self.cleaned_data
        organ = data.get("organ")
        return {
            "asked": Asked(
                data["text"], data["asked_on"], data["asked_by"], data["orally"], data["late_reason"],
                int(organ) if organ else None,
            )
        }  # fmt: skip


class AskRereviewForm(AskReviewForm):
    """The same one step further up."""

    again = True


def _goes_to(names: list[str]) -> str:
    if not names:
        return ""
    return _("It goes to %(organ)s.") % {"organ": (" / " if lang() == "en" else "、").join(names)}


def asked_words(request: dict[str, Any] | None) -> str:
    """Return what the petitioner asks for, in her own words, or nothing where no request is open."""
    return str(request["text"]) if request else ""


class AdmitForm(ActionForm):
    """Letting a request in; a late one with a word on its reason."""

    note_text = long_text(gettext_lazy("Note"), rows=3, required=False)

    def fill(self) -> None:
        """Show what was asked, and why late."""
        requests = self.case.appeals.requests
        last = requests[-1] if requests else None
        self.in_her_words = asked_words(last)
        if last and last["late_reason"]:
            self.note = _("Late: %(asked)s, after %(last)s. Reason: %(reason)s. Judge it in the note.") % {
                "asked": in_words(last["asked_on"]), "last": in_words(last["last_day"]),
                "reason": label("late_reasons", last["late_reason"]),
            }  # fmt: skip
            self.fields["note_text"].required = True

    def arguments(self) -> dict[str, Any]:
        """Return the note under the name that verbs use."""
        return {"note": self.cleaned_data["note_text"]}


class RefuseRequestForm(NoticeForm):
    """Not letting a request in: in writing, with reasons, and with the way to object."""

    note = gettext_lazy(
        "The petitioner gets this in writing and may object. The case goes back to where it stood."
    )
    reason = coded(gettext_lazy("Reason"))
    explanation = long_text(
        gettext_lazy("Explanation"), help_text=gettext_lazy("The petitioner will read this.")
    )
    objection_told = long_text(
        gettext_lazy("How to object"),
        rows=2,
        help_text=gettext_lazy("Which organ, and how; the petitioner will read this."),
    )
    field_order = ("reason", "explanation", "objection_told", "told_on", "told_by")

    def fill(self) -> None:
        """Offer the reasons, below what was asked."""
        super().fill()
        offer(self.fields["reason"], "admission_reasons")
        self.in_her_words = asked_words(next(reversed(self.case.appeals.requests), None))

    def arguments(self) -> dict[str, Any]:
        """Return the words and the notice."""
        return without_notice(super().arguments())


class DecideForm(ActionForm):
    """The decision: each claim, or the refusal as a whole; what it rests on; what the petitioner may do next."""

    stage = "review"
    note = gettext_lazy("The wording is frozen from then on, and gets its number.")
    facts_found = long_text(gettext_lazy("Facts found"), rows=5)
    reasons = long_text(gettext_lazy("Reasons"), rows=5)
    legal_basis = long_text(gettext_lazy("Legal basis"), rows=2)
    further_told = long_text(
        gettext_lazy("What the petitioner may do next"), rows=2,
        help_text=gettext_lazy("Which organ, and within how many days; or that this was the last step."),
    )  # fmt: skip

    def fill(self) -> None:
        """Make the fields of every claim, or those of the whole where a refusal is reviewed."""
        law = pack(self.case.sheet.matter.pack)
        requests = [row for row in self.case.appeals.requests if row["stage"] == self.stage]
        self.in_her_words = asked_words(requests[-1] if requests else None)
        self.by_claim = bool(requests) and requests[-1]["subject"] == "opinion"
        outcomes = [one.code for one in law.outcomes_of(self.stage)]
        if not self.by_claim:
            outcomes = [code for code in outcomes if effect_of(code) is not Effect.CHANGED]
        grounds = {ground for one in law.outcomes_of(self.stage) for ground in one.grounds}
        parts = [(f"_{claim['id']}", claim) for claim in self.case.claims] if self.by_claim else [("", None)]
        for suffix, claim in parts:
            for name, field in _fields_of(claim).items():
                self.fields[name + suffix] = field
            offer(self.fields[f"outcome{suffix}"], "review_outcomes", outcomes)
            offer(self.fields[f"ground{suffix}"], "review_grounds", grounds)
            if claim:
                offer(self.fields[f"result{suffix}"], "claim_results")
        own = list(self.base_fields)
        self.order_fields([*(name for name in self.fields if name not in own), *own])

    def arguments(self) -> dict[str, Any]:
        """Return the decision as one value."""
        data = self.cleaned_data
        reasoning = Reasoning(data["facts_found"], data["reasons"], data["legal_basis"], data["further_told"])
        if not self.by_claim:
            return {"decided": Decided(reasoning, outcome=data["outcome"], ground=data["ground"])}
        verdicts = [
            Verdict(
                claim["id"],
                *(data[f"{name}_{claim['id']}"] for name in ("outcome", "ground", "words", "result")),
            )
            for claim in self.case.claims
        ]
        return {"decided": Decided(reasoning, verdicts)}


def _fields_of(claim: dict[str, Any] | None) -> dict[str, forms.Field]:
    """Return the fields of one claim, or of a refusal as a whole."""
    if claim is None:
        return {
            "outcome": coded(_("Decision")),
            "ground": coded(_("Ground, unless it stands"), required=False),
        }
    told = {"n": claim["position"]}
    now = label("claim_results", claim["result"])
    return {
        "outcome": coded(
            _("Claim %(n)s: decision") % told,
            help_text=_("%(claim)s – answered: %(result)s") % {"claim": claim_words(claim), "result": now},
        ),
        "ground": coded(_("Claim %(n)s: ground, unless it stands") % told, required=False),
        "result": coded(_("Claim %(n)s: new result, if changed") % told, required=False),
        "words": long_text(_("Claim %(n)s: reasons, unless it stands") % told, rows=3, required=False),
    }  # fmt: skip


class DecideAgainForm(DecideForm):
    """The decision of the re-review."""

    stage = "rereview"


class ServeReviewForm(ServiceForm):
    """How, when and to whom the review opinion was given."""

    note = gettext_lazy("The petitioner’s period for re-review counts from the day of service.")


class ServeRereviewForm(ServiceForm):
    """How, when and to whom the re-review opinion was given."""

    note = gettext_lazy("The re-review is the last step of the procedure; new facts open the case again.")


class OrderForm(ActionForm):
    """What the handling organ has to do anew."""

    note = gettext_lazy(
        "Answers that fell for their facts or their basis may not be repeated for nearly the same reasons."
    )
    order = long_text(gettext_lazy("What is to be done anew"), rows=5)

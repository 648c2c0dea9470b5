"""Forms of what ends a case: final, termination, withdrawal, no longer accepted; and of the ways back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.appeals.rules.terminations import Vote
from dengwen.domains.appeals.rules.withdrawals import CallBack
from dengwen.domains.appeals.verbs.ask_withdrawal import Signed
from dengwen.domains.appeals.verbs.propose_termination import Gates
from dengwen.domains.appeals.verbs.reexamine_termination import Examined
from dengwen.domains.appeals.verbs.terminate import TerminationWords
from dengwen.domains.cases.reads.case_page import case_by_number
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.model import in_lang
from dengwen.interfaces.desk.cases.appeal_forms import NoticeForm, without_notice
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.kit.sentences import in_words, lang

YES, NO = "yes", "no"


class EndForm(NoticeForm):
    """Words and a notice to the petitioner, the notice last."""

    def fill(self) -> None:
        """Put the notice last."""
        super().fill()
        last = ("told_on", "told_by")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def arguments(self) -> dict[str, Any]:
        """Return the words and the notice."""
        return without_notice(super().arguments())


class FinalForm(EndForm):
    """What the petitioner was told, and which care goes on."""

    note = gettext_lazy(
        "Possible when every remedy was used or its period has run out. New facts open the case again."
    )
    told = long_text(gettext_lazy("What the petitioner was told"), rows=4)
    care = long_text(
        gettext_lazy("Care that goes on"),
        rows=3,
        help_text=gettext_lazy("Guidance, help and relief, and who gives it."),
    )


class ProposeNoLongerForm(ActionForm):
    """Which earlier case this one repeats, and why that is so."""

    note = gettext_lazy(
        "Only after a re-review on the same facts and reasons. A second person decides; the petitioner may object."
    )
    earlier = forms.CharField(label=gettext_lazy("Number of the earlier case"), max_length=32)
    comparison = long_text(gettext_lazy("Comparison: which facts and reasons are the same"))
    explanation = long_text(
        gettext_lazy("Explanation"), help_text=gettext_lazy("The petitioner will read this.")
    )

    def clean_earlier(self) -> int:
        """Return the id of the earlier case."""
        found = case_by_number(actor=self.case.actor, number=self.cleaned_data["earlier"])
        if found is None:
            raise ValidationError(_("There is no case with this number, or you may not see it."))
        return found


class ConfirmNoLongerForm(EndForm):
    """The second person’s word."""

    note_text = long_text(gettext_lazy("Note"), rows=2, required=False)

    def fill(self) -> None:
        """Show what was proposed."""
        super().fill()
        rows = self.case.appeals.repetitions
        if rows:
            self.note = _("Proposed: it repeats %(number)s. %(comparison)s") % {
                "number": rows[-1]["earlier_number"], "comparison": rows[-1]["comparison"]
            }  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """Return the note under the name that verbs use."""
        data = super().arguments()
        return data | {"note": data.pop("note_text")}


class ProposeTerminationForm(ActionForm):
    """The gates of a termination."""

    note = gettext_lazy(
        "Only matters of litigation, with every remedy used or expired. The province decides; new facts open it again."
    )
    reason = long_text(gettext_lazy("Reason"))
    hearing = coded(gettext_lazy("Hearing"))
    hearing_on = DayField(label=gettext_lazy("Held or declined on"))
    hearing_text = long_text(gettext_lazy("If declined: the petitioner’s words"), rows=2, required=False)
    relief = long_text(
        gettext_lazy("Relief that was considered"), rows=3,
        help_text=gettext_lazy("What was considered, and what came of it. Relief has no conditions."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer the two ways."""
        offer(self.fields["hearing"], "termination_hearings")

    def arguments(self) -> dict[str, Any]:
        """Return the gates as one value."""
        data = self.cleaned_data
        gates = Gates(data["hearing"], data["hearing_on"], data["relief"], data["hearing_text"])
        return {"reason": data["reason"], "gates": gates}


class FindingsForm(ActionForm):
    """What was found about each gate."""

    findings = long_text(
        gettext_lazy("Findings"),
        rows=6,
        help_text=gettext_lazy("Litigation, remedies, hearing, relief: each in turn."),
    )


class TerminateForm(EndForm):
    """The collective decision, and what the petitioner is told."""

    members = long_text(
        gettext_lazy("Who sat"), rows=4, help_text=gettext_lazy("One post on each line, at least three.")
    )
    votes_for = forms.IntegerField(label=gettext_lazy("Votes for it"), min_value=0, max_value=99)
    votes_against = forms.IntegerField(label=gettext_lazy("Votes against it"), min_value=0, max_value=99)
    votes_abstained = forms.IntegerField(
        label=gettext_lazy("Abstained"), min_value=0, max_value=99, initial=0
    )
    minutes = long_text(gettext_lazy("Minutes"), rows=6)
    reasons = long_text(gettext_lazy("Reasons"), help_text=gettext_lazy("The petitioner will read this."))
    stays_open = long_text(
        gettext_lazy("What stays open"), rows=3,
        help_text=gettext_lazy("New facts, re-examination above, other doors; the petitioner will read this."),
    )  # fmt: skip
    care = long_text(
        gettext_lazy("Care that goes on"),
        rows=3,
        help_text=gettext_lazy("Guidance, help and relief, and who gives it."),
    )

    def arguments(self) -> dict[str, Any]:
        """Return vote, words and notice."""
        data = super().arguments()
        members = data["members"].splitlines()
        return {
            "vote": Vote(members, data["votes_for"], data["votes_against"], data["votes_abstained"]),
            "words": TerminationWords(data["reasons"], data["minutes"], data["stays_open"], data["care"]),
            "notice": data["notice"],
        }  # fmt: skip


class AskReexaminationForm(ActionForm):
    """The petitioner is dissatisfied with the termination."""

    note = gettext_lazy(
        "The organ above the one that terminated re-examines it, with people who had no part."
    )
    text = long_text(
        gettext_lazy("What the petitioner asks for"), rows=6,
        help_text=gettext_lazy("In the petitioner’s words; an oral request is written down here."),
    )  # fmt: skip
    asked_on = DayField(label=gettext_lazy("Asked on"))
    orally = forms.BooleanField(label=gettext_lazy("Asked orally"), required=False)

    def fill(self) -> None:
        """Today is the usual day."""
        self.fields["asked_on"].initial = self.case.today


class ReexaminedForm(EndForm):
    """What the re-examination found."""

    procedure = long_text(
        gettext_lazy("Procedure"), help_text=gettext_lazy("What was found about the procedure.")
    )
    substance = long_text(
        gettext_lazy("Substance"), help_text=gettext_lazy("What was found about the substance.")
    )
    reasons = long_text(gettext_lazy("Reasons"), help_text=gettext_lazy("The petitioner will read this."))

    def arguments(self) -> dict[str, Any]:
        """Return the findings as one value."""
        data = super().arguments()
        examined = Examined(data.pop("procedure"), data.pop("substance"), data.pop("reasons"))
        return data | {"examined": examined}


class RevokeForm(ReexaminedForm):
    """The same, with the flaws."""

    flaws = forms.MultipleChoiceField(label=gettext_lazy("Flaws"), widget=forms.CheckboxSelectMultiple)

    def fill(self) -> None:
        """Offer the flaws, first."""
        super().fill()
        self.fields["flaws"].choices = code_list("termination_flaws").choices(lang())  # type: ignore[attr-defined]
        self.order_fields(["flaws"])


class WithdrawForm(ActionForm):
    """The signed paper. There is no field for any promise about later, and none about relief."""

    note = gettext_lazy(
        "A withdrawal is free, may be taken back, and costs no relief. An organ above calls the petitioner back."
    )
    signed_on = DayField(label=gettext_lazy("Signed on"))
    signer = coded(gettext_lazy("Signed by"))
    paper = coded(
        gettext_lazy("The signed paper"),
        help_text=gettext_lazy("Attach it first; a fresh one for each withdrawal."),
    )
    told = long_text(
        gettext_lazy("What the petitioner was told first"), rows=3,
        help_text=gettext_lazy("That it is free, how to take it back, that relief and care do not hang on it."),
    )  # fmt: skip
    in_custody = forms.ChoiceField(
        label=gettext_lazy("Is the petitioner in custody?"), widget=forms.RadioSelect
    )

    def fill(self) -> None:
        """Offer the files of the case."""
        offer(self.fields["signer"], "withdrawal_signers")
        files = [(row["id"], row["name"]) for row in self.case.papers.files]
        choose(self.fields["paper"], reversed(files))
        _yes_or_no(self.fields["in_custody"])

    def arguments(self) -> dict[str, Any]:
        """Return the paper as one value."""
        data = self.cleaned_data
        custody = data["in_custody"] == YES
        return {
            "signed": Signed(data["signed_on"], data["signer"], int(data["paper"]), data["told"], custody)
        }


class CallBackForm(ActionForm):
    """The questions of the call-back, in their order."""

    answers = long_text(
        gettext_lazy("The petitioner’s answers"), rows=5, help_text=gettext_lazy("In the petitioner’s words.")
    )

    def fill(self) -> None:
        """Ask every question of the list."""
        for entry in code_list("withdrawal_questions").entries:
            words = in_lang(lang(), entry.extras["question_en"], entry.extras["question_zh"])
            field = forms.ChoiceField(label=words, widget=forms.RadioSelect)
            _yes_or_no(field)
            self.fields[entry.code.lower()] = field
        self.order_fields([name for name in self.fields if name != "answers"])

    def arguments(self) -> dict[str, Any]:
        """Return the answers as one value."""
        data = self.cleaned_data
        said = (data[name] == YES for name in ("pressed", "promised", "custody"))
        return {"call": CallBack(*said), "answers": data["answers"]}


class ConfirmWithdrawalForm(EndForm):
    """The public interest, and the notice."""

    public_interest = long_text(gettext_lazy("Why no public interest asks to go on"), rows=4)

    def fill(self) -> None:
        """Say from which day it is possible."""
        super().fill()
        rows = self.case.appeals.withdrawals
        if rows:
            self.note = _("The petitioner may think it over until %(day)s.") % {
                "day": in_words(rows[-1]["free_on"])
            }


class GoOnForm(EndForm):
    """Why the public interest asks to go on."""

    reason = long_text(gettext_lazy("Why the public interest asks to go on"), rows=4)


def _yes_or_no(field: forms.Field) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = [(NO, _("No")), (YES, _("Yes"))]

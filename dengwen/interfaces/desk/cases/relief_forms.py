"""Forms of relief. Nothing here asks what the petitioner does with the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.procedure_forms import as_ids, choose_file
from dengwen.interfaces.kit.sentences import label

UNCONDITIONAL = gettext_lazy(
    "Relief is given for need and is never conditional: not on a withdrawal, not on an agreement, not on stopping to "
    "petition. Asking for such a promise is a breach of duty."
)


class ReliefForm(ActionForm):
    """An application."""

    note = UNCONDITIONAL
    kind = coded(gettext_lazy("Relief"))
    need = long_text(gettext_lazy("What the need is"), rows=4)
    applied_on = DayField(label=gettext_lazy("Applied on"))

    def fill(self) -> None:
        """Offer the kinds."""
        offer(self.fields["kind"], "relief_kinds")
        self.fields["applied_on"].initial = self.case.today


class DecideReliefForm(ActionForm):
    """The decision on an application."""

    note = UNCONDITIONAL
    relief = coded(gettext_lazy("Application"))
    decision = coded(gettext_lazy("Decision"))
    amount = forms.CharField(
        label=gettext_lazy("How much, or what"), max_length=40, required=False,
        help_text=gettext_lazy("For relief that is granted."),
    )  # fmt: skip
    reasons = long_text(gettext_lazy("Reasons"), rows=3)

    def fill(self) -> None:
        """Offer what is not decided."""
        waiting = [row for row in self.case.procedures.reliefs if row.decided_on is None]
        choose(self.fields["relief"], [(row.pk, _words(row)) for row in waiting])
        offer(self.fields["decision"], "relief_decisions")

    def arguments(self) -> dict[str, Any]:
        """Return the application as an id."""
        return as_ids(self.cleaned_data, "relief")


class GiveReliefForm(ActionForm):
    """That relief was given."""

    relief = coded(gettext_lazy("Application"))
    given_on = DayField(label=gettext_lazy("Given on"))
    proof = coded(
        gettext_lazy("Proof"), help_text=gettext_lazy("Attach it to the case as “Proof of payment” first.")
    )

    def fill(self) -> None:
        """Offer what was granted and not given."""
        waiting = [
            row for row in self.case.procedures.reliefs if row.decision == "GRANTED" and row.given_on is None
        ]
        choose(self.fields["relief"], [(row.pk, _words(row)) for row in waiting])
        choose_file(self.fields["proof"], self, kind="PAYMENT_PROOF")
        self.fields["given_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return ids."""
        return as_ids(self.cleaned_data, "relief", "proof")


def _words(row: Any) -> str:
    return f"{row.number}. {label('relief_kinds', row.kind)}: {row.need[:60]}"

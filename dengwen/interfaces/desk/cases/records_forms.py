"""Forms of holds, disposal and sealed exports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.domains.records.reads.keeping import RecordSheet, record_sheet
from dengwen.domains.records.rules.export_scope import PARTY
from dengwen.domains.records.states import ExportState
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.procedure_forms import as_ids
from dengwen.interfaces.kit.sentences import label


class HoldForm(ActionForm):
    """On what ground the file is held, and which paper asks for it."""

    note = gettext_lazy("While a hold lasts nothing of the file is disposed of. Another person takes it off.")
    ground = coded(gettext_lazy("Ground of the hold"))
    reference = forms.CharField(
        label=gettext_lazy("Paper that asks for it"),
        max_length=200,
        help_text=gettext_lazy("Its number and date."),
    )

    def fill(self) -> None:
        """Offer the grounds."""
        offer(self.fields["ground"], "hold_grounds")


class LiftForm(ActionForm):
    """Which hold is taken off, and why."""

    hold = coded(gettext_lazy("Hold"))
    reason = long_text(gettext_lazy("Reason"), rows=3)

    def fill(self) -> None:
        """Offer the holds in force."""
        found = [
            (row.pk, f"{row.number}. {label('hold_grounds', row.ground)}") for row in _sheet(self).in_force
        ]
        choose(self.fields["hold"], found)

    def arguments(self) -> dict[str, Any]:
        """Return the hold as an id."""
        return as_ids(self.cleaned_data, "hold")


class ProposeForm(ActionForm):
    """Why the file may go, where there is more to say than that its period is over."""

    note = gettext_lazy("Another person, under another post, decides. Until then everything stays as it is.")
    reason = long_text(gettext_lazy("In words"), rows=3, required=False)


class DisposeForm(ActionForm):
    """The last look before a file goes for good."""

    note = gettext_lazy(
        "Names, words and documents are destroyed and cannot be brought back. The number, the ledger and the receipt "
        "stay, and the case says when and by which decision."
    )
    words = long_text(gettext_lazy("In words"), rows=3, required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have looked at the file, and it may go"))

    def arguments(self) -> dict[str, Any]:
        """Return the words; the tick is for the one who decides."""
        return {"words": self.cleaned_data["words"]}


class AskExportForm(ActionForm):
    """Who gets the file, on what ground, and whether the names of the parties go with it."""

    note = gettext_lazy(
        "The recipient gets one sealed archive that can be checked without this site. What leaves the house, for whom "
        "and on what ground stands in the ledger, and the petitioner sees it."
    )
    recipient = coded(gettext_lazy("Recipient"))
    addressee = forms.CharField(label=gettext_lazy("Body and person who receive it"), max_length=200)
    ground = long_text(
        gettext_lazy("Ground of the request"),
        rows=3,
        help_text=gettext_lazy("The request, its number and date."),
    )
    identities = forms.BooleanField(
        label=gettext_lazy("With the names of the parties"), required=False,
        help_text=gettext_lazy("Then a second person decides."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the paper"),
        choices=[("zh", gettext_lazy("Chinese")), ("en", gettext_lazy("English"))],
    )

    def fill(self) -> None:
        """Offer the recipients outside; a party gets her own data by a form of its own."""
        outside = [entry.code for entry in code_list("export_recipients").entries if entry.code != PARTY]
        offer(self.fields["recipient"], "export_recipients", outside)


class ExportForm(ActionForm):
    """Which export is granted."""

    export = coded(gettext_lazy("Export"))

    def fill(self) -> None:
        """Offer the exports that wait."""
        _offer_waiting(self)

    def arguments(self) -> dict[str, Any]:
        """Return the export as an id."""
        return as_ids(self.cleaned_data, "export")


class RefuseExportForm(ExportForm):
    """Which export is refused, and why."""

    reason = long_text(gettext_lazy("Reason"), rows=3)


def _sheet(form: ActionForm) -> RecordSheet:
    return record_sheet(form.case.sheet.matter)


def _offer_waiting(form: ActionForm) -> None:
    found = [
        (row.pk, f"{row.number}. {label('export_recipients', row.recipient)}: {row.addressee}")
        for row in _sheet(form).exports
        if row.state == ExportState.ASKED
    ]
    choose(form.fields["export"], found)

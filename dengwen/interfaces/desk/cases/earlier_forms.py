"""Forms of links between cases."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.reads.case_page import case_by_number
from dengwen.domains.matching.reads.earlier import links_of
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.procedure_forms import as_ids
from dengwen.interfaces.kit.sentences import label


class LinkForm(ActionForm):
    """With which case, how they belong together, and why."""

    note = gettext_lazy(
        "Both cases go on by themselves, each with its own answer and limits. Cases are linked, never people; whoever "
        "may not see the other case does not see the link."
    )
    other = forms.CharField(label=gettext_lazy("Number of the other case"), max_length=32)
    kind = coded(gettext_lazy("How they belong together"))
    reason = long_text(gettext_lazy("Why they belong together"))

    def fill(self) -> None:
        """Offer the kinds."""
        offer(self.fields["kind"], "link_kinds")

    def clean_other(self) -> int:
        """Return the id of the other case."""
        found = case_by_number(actor=self.case.actor, number=self.cleaned_data["other"])
        if found is None:
            raise ValidationError(_("There is no case with this number, or you may not see it."))
        return found


class UnlinkForm(ActionForm):
    """Which link, and why it is none."""

    link = coded(gettext_lazy("Link"))
    reason = long_text(gettext_lazy("Why they do not belong together"))

    def fill(self) -> None:
        """Offer the links in force."""
        found = links_of(actor=self.case.actor, case=self.case.case)
        choose(
            self.fields["link"],
            [(row.id, f"{row.number} · {label('link_kinds', row.kind)}") for row in found],
        )

    def arguments(self) -> dict[str, Any]:
        """Return the link as an id."""
        return as_ids(self.cleaned_data, "link")

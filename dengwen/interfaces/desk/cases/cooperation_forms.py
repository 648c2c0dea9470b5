"""Forms of cooperation between organs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.domains.supervision.reads.cooperations import cooperations_of_case
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, OrganField, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.procedure_forms import as_ids
from dengwen.interfaces.kit.sentences import label
from dengwen.interfaces.kit.wording import organ_name


class AskForm(ActionForm):
    """Whom, what for, until when."""

    needs_organs = True
    note = gettext_lazy(
        "Tasks of this case only: evidence, service of papers, help. Not allowed: to ask where a person is, to watch, "
        "hold, visit, persuade or bring back anybody, or to pass on anything about a person beyond the task. The other "
        "organ sees these words and the files you choose, not the case and not who the petitioner is."
    )
    kind = coded(gettext_lazy("What kind of help"))
    asked = OrganField(label=gettext_lazy("Organ that is asked"))
    task = long_text(gettext_lazy("What is to be done"), rows=5)
    due = DayField(label=gettext_lazy("Answer wanted by"))
    consent_on = DayField(
        label=gettext_lazy("Petitioner consented on"), required=False,
        help_text=gettext_lazy("Needed for service of papers and for help: the other organ learns how to reach her."),
    )  # fmt: skip
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Files that go with it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def fill(self) -> None:
        """Offer kinds and files."""
        offer(self.fields["kind"], "cooperation_kinds")
        field = self.fields["papers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(row["id"], row["name"]) for row in self.case.papers.files]

    def arguments(self) -> dict[str, Any]:
        """Return the files as ids."""
        return self.cleaned_data | {"papers": [int(pk) for pk in self.cleaned_data["papers"]]}


class CallBackForm(ActionForm):
    """Which request is called back, and why."""

    request = coded(gettext_lazy("Request"))
    reason = long_text(gettext_lazy("Reason"), rows=3)

    def fill(self) -> None:
        """Offer what is open."""
        found = cooperations_of_case(self.case.actor, self.case.case)
        words = [
            (row.pk, f"{row.number}. {label('cooperation_kinds', row.kind)} · {organ_name(row.asked)}")
            for row in found
            if not row.outcome
        ]
        choose(self.fields["request"], words)

    def arguments(self) -> dict[str, Any]:
        """Return the request as an id."""
        return as_ids(self.cleaned_data, "request")

"""The form with which a higher organ supervises the handling of a case."""

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, coded, long_text, offer
from dengwen.interfaces.desk.cases.hard_forms import several


class RaiseForm(ActionForm):
    """What is demanded of the organ that holds the case, why, and until when."""

    note = gettext_lazy(
        "What is wrong, what is demanded of the organ, and until when. It is about the organ's handling, never about "
        "the petitioner."
    )
    cause = coded(gettext_lazy("Cause"))
    grounds = long_text(gettext_lazy("What is wrong"), rows=3)
    demand = long_text(gettext_lazy("What is demanded"), rows=3)
    due = DayField(label=gettext_lazy("Answer wanted by"))

    def fill(self) -> None:
        """Offer the causes."""
        offer(self.fields["cause"], "supervision_causes")


class CausesForm(ActionForm):
    """Why the handling failed, and what in the file shows it."""

    note = gettext_lazy(
        "About the practice of the organ that has the case, never about a person. It replaces what was recorded before."
    )
    causes = forms.MultipleChoiceField(
        label=gettext_lazy("Causes of failure"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = long_text(gettext_lazy("What in the file shows it"), rows=3)

    def fill(self) -> None:
        """Offer the causes."""
        several("root_causes", self.fields["causes"])

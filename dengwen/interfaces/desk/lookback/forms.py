"""What is asked when a look-back is planned, and on a sheet."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from dengwen.domains.closure.rules.lookback_sheet import Finding
from dengwen.domains.closure.rules.sample_sizes import LARGEST
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.days import DayField


class PlanForm(forms.Form):
    """Period, size and shares of a round."""

    title = forms.CharField(label=_("Name of the look-back"), max_length=120)
    since = DayField(label=_("Closed from"))
    until = DayField(label=_("Closed until"))
    size = forms.IntegerField(
        label=_("Cases to draw"), min_value=1, max_value=LARGEST, initial=50,
        help_text=_("Shared among the strata (organ right below, resolution) in proportion to their closures."),
    )  # fmt: skip
    least = forms.IntegerField(
        label=_("At least, of each stratum"), min_value=0, max_value=LARGEST, initial=2,
        help_text=_("Two let the spread inside a stratum be seen."),
    )  # fmt: skip
    second_percent = forms.IntegerField(
        label=_("Per cent with a second, blind reviewer"), min_value=0, max_value=100, initial=20
    )


def findings_in(sent: Mapping[str, str]) -> list[Finding]:
    """Return what a sheet that was sent says of each item; nothing is left out and nothing made up."""
    return [
        Finding(item, sent.get(f"found_{item}", ""), sent.get(f"remark_{item}", ""))
        for item, _words in code_list("lookback_items").choices("en")
    ]

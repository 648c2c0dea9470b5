"""Forms about limits: an extension, and news to the petitioner."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.deadlines.reads.extendable import Extendable, extendable
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.kit.sentences import in_words, lang


class ExtendForm(ActionForm):
    """Which limit, by how many days, why, and how the petitioner was told."""

    rule = coded(gettext_lazy("Limit"))
    days = forms.IntegerField(label=gettext_lazy("Days of extension"), min_value=1, max_value=400)
    reason = long_text(
        gettext_lazy("Reason"), rows=3, help_text=gettext_lazy("The petitioner is told this reason.")
    )
    told_on = DayField(label=gettext_lazy("Petitioner told on"))
    told_by = coded(gettext_lazy("Told by"))

    def fill(self) -> None:
        """Offer the limits that may be extended, with the last day that is allowed."""
        found = extendable(self.case.papers.clocks, today=self.case.today)
        self.note = " ".join(_last_day(one) for one in found)
        choose(self.fields["rule"], [(one.limit.id, one.limit.action(lang())) for one in found])
        if len(found) == 1:
            self.fields["rule"].initial = found[0].limit.id
            self.fields["days"].initial = found[0].most
        offer(self.fields["told_by"], "service_methods")
        self.fields["told_on"].initial = self.case.today


def _last_day(one: Extendable) -> str:
    return _(
        "%(action)s: until %(legal)s. Once, by %(most)s days at most, that is until %(last)s; to be granted on "
        "%(legal)s at the latest."
    ) % {
        "action": one.limit.action(lang()), "legal": in_words(one.legal), "most": one.most,
        "last": in_words(one.last),
    }  # fmt: skip


class ProgressForm(ActionForm):
    """What the petitioner was told about how the matter stands."""

    text = long_text(
        gettext_lazy("What the petitioner was told"),
        rows=5,
        help_text=gettext_lazy("The petitioner reads these words."),
    )
    told_on = DayField(label=gettext_lazy("Petitioner told on"))
    told_by = coded(gettext_lazy("Told by"))

    def fill(self) -> None:
        """Offer the means; today is the usual day."""
        offer(self.fields["told_by"], "service_methods")
        self.fields["told_on"].initial = self.case.today

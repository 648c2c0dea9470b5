"""A time in which a limit stood still."""

from typing import ClassVar

from django.db import models


class ClockPause(models.Model):
    """One pause of a clock, for a reason that the limit's own rule names (code list ``pauses``).

    Counted are the days after ``since`` up to and with ``until``; an open pause has no ``until``. The clock's own
    days are never written over by it: they are counted anew when the pause ends.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "clock_id", "code", "since", "until")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="clock_pauses")
    clock = models.ForeignKey("deadlines.Clock", models.PROTECT, related_name="pauses")
    code = models.CharField(max_length=24)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="clock_pause_in_order",
            ),
            models.UniqueConstraint(
                fields=["clock"], condition=models.Q(until=None), name="clock_pause_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} since {self.since}"

"""The one extension of a limit."""

from typing import ClassVar

from django.db import models


class ClockExtension(models.Model):
    """An extension (延期): granted once, before the limit ended, with its reason, and the petitioner was told.

    ``before`` and ``after`` are the days on which the limit legally ended and ends (L22 Art.34, L05 Art.33).
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "clock_id", "days", "granted_on", "granted_by_id", "told_on", "told_by", "before", "after",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("reason",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="clock_extensions")
    clock = models.ForeignKey("deadlines.Clock", models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    granted_on = models.DateField()
    granted_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    told_on = models.DateField()
    told_by = models.CharField(max_length=16)
    before = models.DateField()
    after = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock"], name="clock_extended_once")]
        # "Extensions shown separately" (facts 2.4): by the day on which they were granted.
        indexes = [models.Index(fields=["granted_on"])]

    def __str__(self) -> str:
        return f"{self.days} days, granted on {self.granted_on}"

"""Counted cases: what happened to the matters of an organ and all below it, by month."""

from typing import ClassVar

from django.db import models


class Tally(models.Model):
    """How often each flow happened below ``top`` in one stretch of days; stocks are sums of flows.

    ``kind`` says what is counted apart: ``all``, ``nobody`` (open and held by nobody), or ``category``,
    ``channel``, ``source`` with the code in ``value``. ``grain``: ``Y`` a year, ``M`` a month, ``D`` a day
    (only limits that end on that day or later; kept from the running month on). ``day`` is its first day.
    Only the functions of ``guards.py`` write here; the sums of months and years are the same flows twice.
    """

    FLOWS: ClassVar = (
        "received", "ended", "accept_due", "accept_in_time", "accept_late", "decide_due", "decide_in_time",
        "decide_late", "both_late", "closed", "closed_former", "returned",
    )  # fmt: skip

    # No foreign key in the database: the organs come from matters, whose keys were checked already.
    top = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=24)
    grain = models.CharField(max_length=1)
    day = models.DateField()
    received = models.IntegerField(default=0)
    ended = models.IntegerField(default=0)
    accept_due = models.IntegerField(default=0)
    accept_in_time = models.IntegerField(default=0)
    accept_late = models.IntegerField(default=0)
    decide_due = models.IntegerField(default=0)
    decide_in_time = models.IntegerField(default=0)
    decide_late = models.IntegerField(default=0)
    both_late = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    closed_former = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["top", "kind", "grain", "day", "value"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.top_id} {self.kind} {self.value} {self.grain} {self.day}"

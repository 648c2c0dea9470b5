"""A running or finished time limit of a matter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Clock(models.Model):
    """One limit of the rule pack at work: from when, until when, and when it was met.

    ``target`` is the day shown to the organ, ``legal`` the day on which the limit legally ends (rolled past
    rest days), ``original`` the first ``legal`` day, which stays visible for ever. ``provisional``: the
    calendar of a year in it has no official holiday notice yet; ``calendar`` is the newest adopted notice that it
    was counted with (0: the calendar that is built in). ``paused_on``: it stands still since that day.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "rule", "pack", "bearer", "starts_on", "target", "legal", "original", "met_on", "stopped",
        "provisional", "extension_days", "paused_on", "calendar",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="clocks")
    rule = models.CharField(max_length=24)
    pack = models.CharField(max_length=16)
    bearer = models.CharField(max_length=12)
    starts_on = models.DateField()
    target = models.DateField()
    legal = models.DateField()
    original = models.DateField()
    met_on = models.DateField(null=True)
    stopped = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    extension_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    paused_on = models.DateField(null=True)
    calendar = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "rule"]),
            # For whoever asks which duties end when: reminders, and a new holiday notice.
            models.Index(
                fields=["target", "id"],
                condition=Q(met_on__isnull=True, stopped=False),
                name="clock_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} until {self.legal}"

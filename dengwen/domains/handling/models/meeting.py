"""The three meetings that come before a plan is approved."""

from typing import ClassVar

from django.db import models


class Meeting(models.Model):
    """One of the three meetings (三见, plan S49): with the petitioner, with who handled it before, with the file.

    Meeting the petitioner is an offer: ``outcome`` says whether it was held, declined or could not be made;
    ``how_offered`` and ``met_on`` say how and when.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "round", "kind", "outcome", "met_on", "who_id")
    LEDGER_DIGESTED: ClassVar = ("how_offered", "notes")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="meetings")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    outcome = models.CharField(max_length=20)
    met_on = models.DateField()
    who = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    how_offered = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter", "round"])]

    def __str__(self) -> str:
        return f"{self.kind} on {self.met_on}"

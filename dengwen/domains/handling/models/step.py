"""One step of an investigation."""

from typing import ClassVar

from django.db import models


class InvestigationStep(models.Model):
    """What was done to find out: interview, document, visit to the place, expert; and what it showed."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "claim_id", "kind", "done_on", "by_id")
    LEDGER_DIGESTED: ClassVar = ("text",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="steps")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="steps")
    kind = models.CharField(max_length=16)
    done_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["matter", "done_on"])]

    def __str__(self) -> str:
        return f"{self.kind} on {self.done_on}"

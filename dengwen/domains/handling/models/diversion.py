"""What the organ of a statutory channel answered."""

from typing import ClassVar

from django.db import models


class DiversionAnswer(models.Model):
    """That the other organ registered what was diverted to it, or refused it (L22 Art.31; facts 8b)."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "registered", "answered_on", "paper_id")
    LEDGER_DIGESTED: ClassVar = ("organ_name", "their_number", "reason")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="diversions")
    registered = models.BooleanField()
    organ_name = models.CharField(max_length=200)
    their_number = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField()
    paper = models.ForeignKey("letters.Attachment", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]

    def __str__(self) -> str:
        return f"{'registered' if self.registered else 'refused'} on {self.answered_on}"

"""What was promised to be put right, by whom, until when, and the proof."""

from typing import ClassVar

from django.db import models


class Remedy(models.Model):
    """One remedy of an opinion; done only with a proof (L22 Art.32: supported opinions must be carried out)."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "claim_id", "kind", "owner_id", "due", "done_on")
    LEDGER_DIGESTED: ClassVar = ("text", "proof")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="remedies")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="remedies")
    kind = models.CharField(max_length=24)
    text = models.TextField()
    owner = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    due = models.DateField()
    done_on = models.DateField(null=True)
    proof = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]

    def __str__(self) -> str:
        return self.kind

"""One claim: each gets its own answer."""

from typing import ClassVar

from django.db import models


class Claim(models.Model):
    """What is claimed (诉求), what is asked for, and the answer with its facts, reasons and legal basis.

    ``result`` is a code of the list ``claim_results``, empty until answered (L22 Art.32).
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "position", "category", "purpose", "result", "answered_on")
    LEDGER_DIGESTED: ClassVar = ("text", "remedy_sought", "facts_found", "answer", "legal_basis")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="claims")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    remedy_sought = models.TextField(blank=True)
    category = models.CharField(max_length=8)
    purpose = models.CharField(max_length=12)
    result = models.CharField(max_length=16, blank=True)
    facts_found = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "position"], name="claim_position_once")]

    def __str__(self) -> str:
        return f"claim {self.position}"

"""Relief for people in need."""

from typing import ClassVar

from django.db import models


class Relief(models.Model):
    """Relief (救助): application, decision, proof of payment. It is never conditional (facts 8b, part 7).

    Nothing here points at what the petitioner does with the matter, and nothing about the matter's state or a
    withdrawal is asked before relief is given.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "kind", "applied_on", "decision", "decided_on", "decided_by_id", "given_on",
        "proof_id", "by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("need", "amount", "reasons")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="reliefs")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    need = models.TextField()
    applied_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, blank=True)
    amount = models.CharField(max_length=40, blank=True)
    reasons = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    given_on = models.DateField(null=True)
    proof = models.ForeignKey("letters.Attachment", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="relief_number_once")]

    def __str__(self) -> str:
        return f"relief {self.number}"

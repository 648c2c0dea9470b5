"""The list of evidence."""

from typing import ClassVar

from django.db import models


class Evidence(models.Model):
    """One piece of evidence: what it is, from where, since when, who holds it, and the SHA-256 that fixes it.

    ``sha256`` is that of the attached file, else of the description: unsalted it would give short words away, so
    the ledger holds its salted digest. ``preserve_by`` is the day on which it would be lost by itself (COE-2).
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "claim_id", "kind", "obtained_on", "attachment_id", "preserve_by", "preserved_on",
        "by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("description", "origin", "held_by", "sha256", "preserved_how")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="evidence")
    kind = models.CharField(max_length=16)
    description = models.TextField()
    origin = models.CharField(max_length=200)
    obtained_on = models.DateField()
    held_by = models.CharField(max_length=200)
    attachment = models.ForeignKey("letters.Attachment", models.PROTECT, null=True, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    preserve_by = models.DateField(null=True)
    preserved_on = models.DateField(null=True)
    preserved_how = models.TextField(blank=True)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="evidence_number_once")]

    def __str__(self) -> str:
        return f"evidence {self.number}"

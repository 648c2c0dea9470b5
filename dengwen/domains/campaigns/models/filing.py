"""Registers of cases that organs file with the campaign's organ as sealed packages, and the receipts (plan S23)."""

import hashlib
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from django.db import models
from django.db.models import Q

from dengwen.domains.campaigns.states import FilingAnswer
from dengwen.foundation.identity.sealing import open_bytes


class Filing(models.Model):
    """One filing of the register ``kind`` by ``organ``, the ``round``-th of it, and what the office answered.

    ``manifest`` names each file of the package with its SHA-256; ``signature`` is the installation's over it.
    ``receipt`` is the number under which the campaign's organ took it in, without gaps.
    """

    TOLD: ClassVar = (
        "campaign_id", "organ_id", "kind", "round", "cases", "members", "manifest", "key_id", "signature", "filed_on",
        "filed_at", "by_id", "answer", "answered_on", "answered_by_id", "receipt",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("reasons",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="filings")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    round = models.PositiveSmallIntegerField()
    cases = models.PositiveIntegerField()
    members = models.CharField(max_length=64)
    manifest = models.TextField()
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)
    filed_on = models.DateField()
    filed_at = models.DateTimeField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    receipt = models.PositiveIntegerField(null=True)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organ", "kind", "round"], name="campaign_filing_once"
            ),
            models.UniqueConstraint(fields=["campaign", "receipt"], name="campaign_filing_receipt_once"),
            models.UniqueConstraint(
                fields=["campaign", "organ", "kind"], condition=Q(answer=""), name="campaign_filing_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=[each.value for each in FilingAnswer]), name="campaign_filing_answer"
            ),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(reasons=""), name="campaign_filing_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.round} of {self.organ_id}"


class FilingPackage(models.Model):
    """The files of a filing, sealed on the disk of the database; the ledger holds what they say by their hashes."""

    TOLD: ClassVar = ("campaign_id", "organ_id", "filing_id", "record_sha256", "sheet_sha256")
    TOLD_DIGESTED: ClassVar = ()

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    filing = models.OneToOneField("campaigns.Filing", models.PROTECT, related_name="package")
    record = models.BinaryField()
    sheet = models.BinaryField()

    def __str__(self) -> str:
        return f"package of {self.filing_id}"

    @property
    def record_sha256(self) -> str:
        """The hash of the register as JSON, as it can be read now."""
        return hash_of(bytes(self.record))

    @property
    def sheet_sha256(self) -> str:
        """The hash of the register as a sheet, as it can be read now."""
        return hash_of(bytes(self.sheet))


def hash_of(sealed: bytes) -> str:
    """Return the SHA-256 of what is sealed; of what cannot be opened any more, that it cannot."""
    try:
        return hashlib.sha256(open_bytes(sealed)).hexdigest()
    except (InvalidTag, ValueError):
        return "cannot be opened"

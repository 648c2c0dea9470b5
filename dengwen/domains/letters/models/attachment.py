"""A file that belongs to a case."""

from typing import ClassVar

from django.db import models


class Attachment(models.Model):
    """A file's facts; its bytes lie outside the database under their SHA-256, so that a change of bytes shows.

    ``media_type`` was found by looking into the content, never taken from the sender. ``claim`` says for which
    claim it is evidence.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "claim_id", "kind", "media_type", "size", "sha256")
    LEDGER_DIGESTED: ClassVar = ("name",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="attachments")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="attachments")
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["matter"])]

    def __str__(self) -> str:
        return self.name

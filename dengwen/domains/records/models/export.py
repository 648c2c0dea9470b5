"""What left the house of a case file, for whom and on what ground."""

from typing import ClassVar

from django.db import models


class FileExport(models.Model):
    """One sealed export (code list ``export_recipients``). The package itself is not kept: its hash is.

    ``party``: the person who got her own data. ``entries``: how many entries of the case were in it.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "recipient", "party_id", "identities", "language", "entries", "size", "sha256",
        "manifest_sha256", "exported_on", "by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("addressee", "ground")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="exports")
    number = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=16)
    party = models.ForeignKey("cases.Party", models.PROTECT, null=True, related_name="+")
    identities = models.BooleanField()
    language = models.CharField(max_length=2)
    entries = models.PositiveIntegerField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    manifest_sha256 = models.CharField(max_length=64)
    addressee = models.CharField(max_length=200, blank=True)
    ground = models.TextField()
    exported_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="file_export_once"),
            models.CheckConstraint(
                condition=models.Q(party=None) | models.Q(identities=False), name="file_export_own_data_only"
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.number} to {self.recipient}"

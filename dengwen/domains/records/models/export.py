"""What left the house of a case file, for whom and on what ground."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dengwen.domains.records.states import ExportState


class FileExport(models.Model):
    """One sealed export (code list ``export_recipients``). The package itself is not kept: its hash is.

    ``party``: the person who gets her own data. ``identities``: the names behind the parties leave the house, which
    needs a second person. ``entries``: how many entries of the case are in it.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "recipient", "party_id", "identities", "language", "state", "asked_on", "asked_by_id",
        "asked_account_id", "decided_on", "decided_by_id", "decided_account_id", "handed_on", "handed_by_id",
        "entries", "size", "sha256", "manifest_sha256",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("addressee", "ground")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="exports")
    number = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=16)
    party = models.ForeignKey("cases.Party", models.PROTECT, null=True, related_name="+")
    identities = models.BooleanField()
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8)
    addressee = models.CharField(max_length=200, blank=True)
    ground = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    asked_account = models.ForeignKey("staff.Account", models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    decided_account = models.ForeignKey("staff.Account", models.PROTECT, null=True, related_name="+")
    handed_on = models.DateField(null=True)
    handed_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    entries = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="file_export_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ExportState]), name="file_export_state"
            ),
            models.CheckConstraint(
                condition=Q(party=None) | Q(identities=False), name="file_export_own_data_only"
            ),
            # Names leave the house only when a second person has said so.
            models.CheckConstraint(
                condition=Q(identities=False)
                | Q(state__in=[ExportState.ASKED.value, ExportState.REFUSED.value])
                | (
                    Q(decided_account__isnull=False)
                    & ~Q(decided_account=F("asked_account"))
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="file_export_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.HANDED.value) ^ Q(sha256=""), name="file_export_handed_has_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.number} to {self.recipient}"

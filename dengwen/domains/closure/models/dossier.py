"""The dossier that a higher organ examines before a matter counts as closed."""

from typing import ClassVar

from django.db import models


class Dossier(models.Model):
    """One handing-in. ``decision``: empty while examined, then accepted, returned or redo."""

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "round", "handed_in_on", "handed_in_by_id", "examined_by_id", "organ_id", "decision",
        "decided_on", "reason", "manifest_sha256",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("report", "remarks")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="dossiers")
    round = models.PositiveSmallIntegerField()
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    report = models.TextField()
    manifest_sha256 = models.CharField(max_length=64)
    handed_in_on = models.DateField()
    handed_in_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    examined_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    remarks = models.TextField(blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "round"], name="dossier_once_a_round")]

    def __str__(self) -> str:
        return f"dossier {self.round}"

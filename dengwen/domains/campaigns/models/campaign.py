"""A campaign of one organ, and its stages."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Campaign(models.Model):
    """A campaign (专项活动) that ``organ`` runs by the pack ``pack``, which is pinned with ``digest``.

    ``stage`` is the stage that is entered now, empty before the first and between two. Every change of a row of
    a campaign has its entry in the ledger's stream ``campaign/<id>``.
    """

    TOLD: ClassVar = ("organ_id", "pack", "digest", "opened_on", "opened_by_id", "stage")
    TOLD_DIGESTED: ClassVar = ()

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    opened_on = models.DateField()
    opened_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=32, blank=True)
    salt = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "pack"], name="campaign_once")]

    def __str__(self) -> str:
        return f"{self.pack} of {self.organ_id}"


class StageRun(models.Model):
    """A stage as it was entered and left. ``denominator`` is fixed at ``entered_at`` and never changed again.

    ``members`` is the SHA-256 over the ids of the matters that it counts, in their order: with the ledger of scope
    changes anybody can count them again.
    """

    TOLD: ClassVar = (
        "campaign_id", "stage", "entered_on", "entered_at", "entered_by_id", "denominator", "members", "left_on",
        "left_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ()

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="runs")
    stage = models.CharField(max_length=32)
    entered_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    denominator = models.PositiveIntegerField()
    members = models.CharField(max_length=64)
    left_on = models.DateField(null=True)
    left_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "stage"], name="campaign_stage_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("entered_on")), name="campaign_stage_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.campaign_id}"


class StageCount(models.Model):
    """How much of a stage's denominator one organ held when the stage began; written once."""

    TOLD: ClassVar = ("campaign_id", "run_id", "organ_id", "number")
    TOLD_DIGESTED: ClassVar = ()

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+")
    run = models.ForeignKey("campaigns.StageRun", models.PROTECT, related_name="counts")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "organ"], name="campaign_count_once")]

    def __str__(self) -> str:
        return f"{self.number} of {self.organ_id}"

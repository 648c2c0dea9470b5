"""Assigning many cases with one letter, and own plans of units that hold many open matters (plan S12, S21)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class AssignmentBatch(models.Model):
    """One letter with which ``organ`` assigned many cases to ``to``, the ``number``-th of it in the campaign.

    ``cases`` are the ids of those that were assigned by it, as a JSON list; each has its own entry and its own clock.
    """

    TOLD: ClassVar = ("campaign_id", "organ_id", "to_id", "number", "cases", "report_by", "on", "at", "by_id")
    TOLD_DIGESTED: ClassVar = ("words",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="batches")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    to = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    cases = models.TextField()
    words = models.TextField()
    report_by = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organ", "number"], name="campaign_batch_once")
        ]

    def __str__(self) -> str:
        return f"batch {self.number} of {self.organ_id}"


class UnitPlan(models.Model):
    """An own plan that ``unit`` owes because it held ``number`` open matters on ``counted_on``; ``organ`` is over it.

    The number is of matters held, never of people. Written at the count, so a smaller number later hides nothing.
    """

    TOLD: ClassVar = (
        "campaign_id", "organ_id", "unit_id", "number", "counted_on", "due", "by_id", "met_on", "met_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("evidence",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="unit_plans")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    counted_on = models.DateField()
    due = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="campaign_unit_plan_once"),
            models.CheckConstraint(
                condition=Q(met_on=None) | ~Q(evidence=""), name="campaign_unit_plan_proven"
            ),
        ]

    def __str__(self) -> str:
        return f"plan of {self.unit_id}"

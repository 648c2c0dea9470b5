"""What organs owe a campaign: items with evidence, contacts, tasks, returns and summaries."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.campaigns.states import Kind


class ItemMark(models.Model):
    """Evidence that something was done: an item of a stage's list, or a duty of ``organ``. The newest counts."""

    TOLD: ClassVar = ("campaign_id", "organ_id", "kind", "stage", "item", "on", "by_id")
    TOLD_DIGESTED: ClassVar = ("evidence",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="marks")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5)
    stage = models.CharField(max_length=32, blank=True)
    item = models.CharField(max_length=32)
    evidence = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["campaign", "organ", "item"], name="campaign_mark_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="campaign_mark_kind"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="campaign_mark_proven"),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.organ_id}"


class CampaignContact(models.Model):
    """Who answers for a campaign in an organ (plan S44): an officer, never a petitioner. The newest counts."""

    TOLD: ClassVar = ("campaign_id", "organ_id", "duty", "since", "by_id")
    TOLD_DIGESTED: ClassVar = ("name", "reach")

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="contacts")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    duty = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=120)
    since = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["campaign", "organ", "duty"], name="campaign_contact_of")]

    def __str__(self) -> str:
        return f"{self.duty} of {self.organ_id}"


class CampaignTask(models.Model):
    """A task that one organ gave another below it; a task can be broken down further (plan S43)."""

    TOLD: ClassVar = (
        "campaign_id", "organ_id", "given_by_id", "parent_id", "given_on", "due", "by_id", "done_on", "done_by_id",
        "decision_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("words", "evidence")

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="tasks")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    given_by = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    # Out of which decision of a governance body it came (plan S40).
    decision = models.ForeignKey("campaigns.BodyDecision", models.PROTECT, null=True, related_name="tasks")
    words = models.TextField()
    given_on = models.DateField()
    due = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    done_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["campaign", "organ", "due"], name="campaign_task_of")]
        constraints = [
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(evidence=""), name="campaign_task_proven"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk} of {self.organ_id}"


class CampaignReport(models.Model):
    """A return or a summary that an organ handed in. Its figures come from the data, never from a form (plan S28)."""

    TOLD: ClassVar = (
        "campaign_id",
        "organ_id",
        "kind",
        "key",
        "due",
        "handed_on",
        "handed_at",
        "figures",
        "by_id",
    )
    TOLD_DIGESTED: ClassVar = ("words",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="reports")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=32)
    due = models.DateField()
    handed_on = models.DateField()
    handed_at = models.DateTimeField()
    figures = models.TextField()
    words = models.TextField(blank=True)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organ", "kind", "key"], name="campaign_report_once"),
            models.CheckConstraint(condition=Q(kind__in=["return", "summary"]), name="campaign_report_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.organ_id}"

"""Governance bodies of a campaign: who sits in them by office, what they met about, decided, and gave as tasks."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class GovernanceBody(models.Model):
    """A leading group (领导小组), its office or another body of a campaign (plan S40), named by ``paper``."""

    TOLD: ClassVar = ("campaign_id", "kind", "named_on", "by_id")
    TOLD_DIGESTED: ClassVar = ("name", "paper")

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    paper = models.CharField(max_length=200)
    named_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind"], condition=~Q(kind="OTHER"), name="campaign_body_once"
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="campaign_body_proven"),
        ]

    def __str__(self) -> str:
        return self.name


class BodyMember(models.Model):
    """A seat in a body: which office (``title``) of which organ holds it, from when to when. Roles only, no names.

    ``seconded``: she was lent by ``organ``, her home organ; then ``until`` stands from the first day (plan S41).
    """

    TOLD: ClassVar = (
        "campaign_id", "body_id", "role", "organ_id", "seconded", "since", "until", "by_id", "ended_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("title", "end_words")

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+")
    body = models.ForeignKey(GovernanceBody, models.PROTECT, related_name="members")
    role = models.CharField(max_length=16)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    seconded = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    end_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seconded=False) | Q(until__isnull=False), name="campaign_secondee_has_end"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="campaign_seat_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of body {self.body_id}"


class BodyMeeting(models.Model):
    """A meeting of a body that took place: its day and what it was about. Written once."""

    TOLD: ClassVar = ("campaign_id", "body_id", "number", "held_on", "by_id")
    TOLD_DIGESTED: ClassVar = ("agenda",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+")
    body = models.ForeignKey(GovernanceBody, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    agenda = models.TextField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="campaign_meeting_once")]

    def __str__(self) -> str:
        return f"meeting {self.number} of body {self.body_id}"


class BodyDecision(models.Model):
    """What a meeting decided, numbered within its body. Written once; tasks name it (``CampaignTask.decision``)."""

    TOLD: ClassVar = ("campaign_id", "body_id", "meeting_id", "number", "by_id")
    TOLD_DIGESTED: ClassVar = ("words",)

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+")
    body = models.ForeignKey(GovernanceBody, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(BodyMeeting, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="campaign_decision_once")]

    def __str__(self) -> str:
        return f"decision {self.number} of body {self.body_id}"

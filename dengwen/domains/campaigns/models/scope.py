"""What belongs to a campaign, what was left outside, and every change of it: rows of cases."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.campaigns.states import Cause


class CampaignCase(models.Model):
    """A matter in a campaign. Left outside it stays registered, visible and handled; only the campaign waits.

    ``counted``: it is in the scope now; ``ScopeChange`` says since when, and every time before.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "campaign_id", "source_class", "taken_on", "by_id", "counted")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="campaigns")
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="cases")
    source_class = models.CharField(max_length=32)
    taken_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    counted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "campaign"], name="campaign_case_once")]
        indexes = [models.Index(fields=["campaign", "counted", "matter"], name="campaign_case_of")]

    def __str__(self) -> str:
        return f"{self.matter_id} in {self.campaign_id}"


class ScopeChange(models.Model):
    """One change of the counted scope: append only. The sum of ``step`` up to an instant is the denominator then.

    ``organ`` held the matter at that moment.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "campaign_id", "at", "step", "cause", "reason", "organ_id")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    step = models.SmallIntegerField()
    cause = models.CharField(max_length=8)
    reason = models.CharField(max_length=32, blank=True)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["campaign", "at", "matter"], include=["step"], name="scope_change_at")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=[-1, 1]), name="scope_change_one_step"),
            models.CheckConstraint(
                condition=Q(cause__in=[cause.value for cause in Cause]), name="scope_change_cause"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step:+} {self.matter_id}"


class ScopeDecision(models.Model):
    """A proposal to leave a matter outside, what a second person decided, and what the petitioner said (plan S16).

    ``review_on``: the day on which it lapses by itself; ``ended_on`` is when it did, ``ended_why`` by what.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "campaign_id", "round", "reason", "channel", "proof_on", "review_on", "proposed_on",
        "proposed_by_id", "outcome", "decided_on", "decided_by_id", "objected_on", "objected_by_id", "answer",
        "answered_on", "answered_by_id", "ended_on", "ended_why",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("evidence", "paper", "number", "decided_words", "objection", "answer_words")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=32)
    evidence = models.TextField()
    paper = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=80, blank=True)
    proof_on = models.DateField(null=True)
    review_on = models.DateField()
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=9, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    decided_words = models.TextField(blank=True)
    objected_on = models.DateField(null=True)
    objected_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    objection = models.TextField(blank=True)
    answer = models.CharField(max_length=7, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    answer_words = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "campaign", "round"], name="scope_round_once"),
            # One open proposal or standing exclusion at a time.
            models.UniqueConstraint(
                fields=["matter", "campaign"], condition=Q(ended_on=None), name="scope_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
                name="scope_second_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "review_on"], condition=Q(ended_on=None), name="scope_stands_until"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.round} of {self.matter_id}"

"""Disposal: one person proposes it, another decides, and only when the period is over."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dengwen.domains.records.states import Outcome


class Disposal(models.Model):
    """One proposal to dispose of one file: its class (code list ``retention_classes``), the day until which it is kept
    and, once decided, by which decision (``decision``) it went or why it stays.

    The accounts stand beside the posts: who decides is another person, under whatever post. The database compares
    both with the post that acts (``guards.py``), so no form decides it.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "record_class", "article", "kept_until", "proposed_on", "proposed_by_id",
        "proposed_account_id", "outcome", "decision", "decided_on", "decided_by_id", "decided_account_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("reason", "decided_words")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="disposals")
    number = models.PositiveSmallIntegerField()
    record_class = models.CharField(max_length=24)
    article = models.CharField(max_length=80)
    kept_until = models.DateField()
    reason = models.TextField(blank=True)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    proposed_account = models.ForeignKey("staff.Account", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, blank=True)
    decision = models.CharField(max_length=48, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    decided_account = models.ForeignKey("staff.Account", models.PROTECT, null=True, related_name="+")
    decided_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="disposal_once"),
            # A file waits for one decision at a time, and is disposed of once.
            models.UniqueConstraint(
                fields=["matter"], condition=~Q(outcome=Outcome.KEPT.value), name="disposal_of_file_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[each.value for each in Outcome]), name="disposal_outcome_known"
            ),
            # Two people: whoever decides is somebody, and neither the person nor the post that proposed.
            models.CheckConstraint(
                condition=Q(outcome="")
                | (
                    Q(decided_account__isnull=False)
                    & Q(decided_by__isnull=False)
                    & Q(decided_on__isnull=False)
                    & ~Q(decided_account=F("proposed_account"))
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="disposal_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.decision or f"disposal {self.number} of {self.matter_id}"

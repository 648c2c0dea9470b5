"""Disposal (销毁): an order that one person proposes and another approves, and the files that stand in it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dengwen.domains.records.states import OrderState, Outcome


class DisposalOrder(models.Model):
    """One order of one organ, with a stream of its own in the ledger (``disposal``).

    The accounts stand beside the posts: who approves is another person, under whatever post. The database compares
    both with the post that acts (``guards.py``), so no form decides it.
    """

    TOLD: ClassVar = (
        "organ_id", "year", "serial", "number", "state", "files", "proposed_on", "proposed_by_id",
        "proposed_account_id", "decided_on", "decided_by_id", "decided_account_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("reasons", "decided_words")

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=10, default=OrderState.PROPOSED.value)
    files = models.PositiveIntegerField()
    reasons = models.TextField(blank=True)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    proposed_account = models.ForeignKey("staff.Account", models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    decided_account = models.ForeignKey("staff.Account", models.PROTECT, null=True, related_name="+")
    decided_words = models.TextField(blank=True)
    salt = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "serial"], name="disposal_order_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OrderState]), name="disposal_order_state"
            ),
            # Two people: whoever approves is somebody, and not the one who proposed.
            models.CheckConstraint(
                condition=~Q(state=OrderState.APPROVED.value)
                | (Q(decided_account__isnull=False) & ~Q(decided_account=F("proposed_account"))),
                name="disposal_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DisposalItem(models.Model):
    """One file of an order: which rule ended its period, on which day, and what became of it.

    ``why`` says why it was kept after all (code list ``disposal_hindrances``, or ``STRUCK``).
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "order_id", "rule", "kept_until", "outcome", "why", "decided_on")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="disposals")
    order = models.ForeignKey(DisposalOrder, models.PROTECT, related_name="items")
    rule = models.CharField(max_length=24)
    kept_until = models.DateField()
    outcome = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=16, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "matter"], name="disposal_item_once"),
            # A file waits in one order, and is disposed of once.
            models.UniqueConstraint(
                fields=["matter"], condition=~Q(outcome=Outcome.KEPT.value), name="disposal_of_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} in {self.order_id}"

"""A petitioner's withdrawal."""

from typing import ClassVar

from django.db import models


class Withdrawal(models.Model):
    """A signed withdrawal (撤回): whose signature, which paper, what the call-back heard, and what became of it.

    ``free_on`` is the last day of the cooling-off. ``pressed``, ``promised``, ``in_custody`` are what the petitioner
    answered when an organ that does not handle the matter called back (facts IOP-7, IOP-8). ``outcome``: empty,
    confirmed, taken_back, pressed, custody or goes_on. Nothing here promises anything for the future, and no relief
    hangs on it.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "signed_on", "signer", "paper_id", "free_on", "organ_id", "recorded_by_id", "came_from",
        "organ_before_id", "called_on", "called_by_id", "pressed", "promised", "in_custody", "outcome", "decided_on",
        "decided_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("told", "answers", "decision_text")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="withdrawals")
    number = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    signer = models.CharField(max_length=12)
    paper = models.ForeignKey("letters.Attachment", models.PROTECT, related_name="+")
    told = models.TextField()
    free_on = models.DateField()
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    came_from = models.CharField(max_length=24)
    organ_before = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    called_on = models.DateField(null=True)
    called_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    pressed = models.BooleanField(null=True)
    promised = models.BooleanField(null=True)
    in_custody = models.BooleanField(null=True)
    answers = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    decision_text = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="withdrawal_once"),
            # The database keeps it too: nobody withdraws from custody or under pressure.
            models.CheckConstraint(
                condition=~models.Q(outcome="confirmed")
                | models.Q(
                    pressed=False, promised=False, in_custody=False, called_on__isnull=False,
                    decided_on__gt=models.F("free_on"),
                ),
                name="withdrawal_is_free",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"withdrawal {self.number}"

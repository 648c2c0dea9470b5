"""A decision no longer to accept what was decided to the end."""

from typing import ClassVar

from django.db import models


class Repetition(models.Model):
    """The proposal that a matter repeats an earlier one that went through re-review (不再受理, L22 Art.36).

    A decision of people, never of the system: one proposes, a second confirms (facts, 7.7). ``reason`` is of the
    code list ``not_accept_reasons``.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "earlier_id", "reason", "proposed_on", "proposed_by_id", "confirmed_on",
        "confirmed_by_id", "told_on", "told_by",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("comparison", "explanation")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="repetitions")
    number = models.PositiveSmallIntegerField()
    earlier = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=24)
    comparison = models.TextField()
    explanation = models.TextField()
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="repetition_once")]

    def __str__(self) -> str:
        return f"repeats {self.earlier_id}"

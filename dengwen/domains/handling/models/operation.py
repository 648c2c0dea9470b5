"""Links from a case to special operations, and what they report back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class OperationLink(models.Model):
    """A link to a special operation (专项行动; code list ``operations``) by the number of its own file (plan S57).

    What runs there runs there: nothing about the petitioner goes along or comes back. ``due`` is the day by which the
    next report on the state of that file is owed; empty once it is over there.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "operation", "linked_on", "linked_by_id", "due", "status", "ended_on", "ended_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("reference", "end_words")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="operations")
    number = models.PositiveSmallIntegerField()
    operation = models.CharField(max_length=24)
    reference = models.CharField(max_length=80)
    linked_on = models.DateField()
    linked_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    status = models.CharField(max_length=16, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    end_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="operation_number_once"),
            models.UniqueConstraint(
                fields=["matter", "operation", "reference"], condition=Q(ended_on=None), name="operation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.number}"


class OperationReport(models.Model):
    """What was fed back: the state (code list ``operation_states``) on which day, and from which source."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "link_id", "status", "reported_on", "by_id")
    LEDGER_DIGESTED: ClassVar = ("origin", "words")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    link = models.ForeignKey("handling.OperationLink", models.PROTECT, related_name="reports")
    status = models.CharField(max_length=16)
    reported_on = models.DateField()
    origin = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.status} on {self.reported_on}"

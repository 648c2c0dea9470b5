"""Marks on a case: pending for long, or complex. On cases only."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class CaseFlag(models.Model):
    """A mark (code list ``case_flags``) with its coded reasons, from when to when; never deleted (plan S14, S34).

    It says why the case is hard for the organ, and nothing about who brought it. The ``*_before`` columns say who had
    the case when it was marked: so a page sees whether level, leader or handler changed since. ``replan_by`` is the
    day by which a new plan is owed, for a complex case.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "flag", "reasons", "set_on", "set_by_id", "replan_by", "organ_before_id",
        "leader_before_id", "handler_before_id", "ended_on", "ended_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("words", "end_words")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="flags")
    number = models.PositiveSmallIntegerField()
    flag = models.CharField(max_length=16)
    reasons = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    set_on = models.DateField()
    set_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    replan_by = models.DateField(null=True)
    organ_before = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    leader_before = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    handler_before = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    end_words = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["flag", "set_on", "id"], condition=Q(ended_on=None), name="flag_in_force")
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="flag_number_once"),
            models.UniqueConstraint(
                fields=["matter", "flag"], condition=Q(ended_on=None), name="flag_once_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag} {self.number}"

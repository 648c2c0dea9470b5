"""Who a petition complains about."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Respondent(models.Model):
    """The organ or the officer complained about (被反映对象), from when to when.

    ``claim`` is the claim that names it; without one every claim does. ``organ``, or ``officer`` (the post in which
    she was complained about), or ``name`` where the person is not in the system. It is never deleted: a row
    that was wrong gets its ``until`` with a reason.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "claim_id", "organ_id", "officer_id", "since", "until")
    LEDGER_DIGESTED: ClassVar = ("name",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="respondents")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="respondents")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(organ__isnull=False) | Q(officer__isnull=False) | ~Q(name=""),
                name="respondent_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"organ {self.organ_id}, post {self.officer_id}"

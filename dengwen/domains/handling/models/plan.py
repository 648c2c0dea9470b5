"""How a matter is to be resolved: issues, evidence, who, until when."""

from typing import ClassVar

from django.db import models


class Plan(models.Model):
    """A resolution plan (化解方案). A new round (redo, reopening) makes a new plan; old ones stay."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "round", "finish_by", "approved_on", "approved_by_id")
    LEDGER_DIGESTED: ClassVar = ("issues", "evidence_wanted", "approach")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="plans")
    round = models.PositiveSmallIntegerField()
    issues = models.TextField()
    evidence_wanted = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    finish_by = models.DateField()
    approved_on = models.DateField(null=True)
    approved_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "round"], name="plan_once_a_round")]

    def __str__(self) -> str:
        return f"plan {self.round}"

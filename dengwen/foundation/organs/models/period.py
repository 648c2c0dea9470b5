"""What an organ was called and under whom it stood, from one day to another."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class OrganPeriod(models.Model):
    """A stretch of days (end day excluded) in which name and parent of an organ did not change."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="periods")
    during = DateRangeField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    parent = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="organ_one_period_a_day",
                expressions=[("organ", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.during}"

"""Numbers of review decisions without gaps."""

from django.db import models


class DecisionSeries(models.Model):
    """The last number of a review decision that an organ gave out in a year; the row's lock orders who asks at once."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="decision_series_once")]

    def __str__(self) -> str:
        return f"{self.organ_id}/{self.year}: {self.last}"

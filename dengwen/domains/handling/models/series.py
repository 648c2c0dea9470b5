"""Opinion numbers without gaps."""

from django.db import models


class OpinionSeries(models.Model):
    """The last opinion number that an organ gave out in a year; the row's lock orders those who ask at once."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="opinion_series_once")]

    def __str__(self) -> str:
        return f"{self.organ_id}/{self.year}: {self.last}"

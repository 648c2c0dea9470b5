"""Which organs lie in whose subtree today: the closure of the tree, kept by the verbs that change it."""

from django.db import models


class OrganReach(models.Model):
    """``organ`` lies at or below ``top``; a closed organ lies below its successor, whose cases they are now."""

    top = models.ForeignKey("organs.Organ", models.PROTECT, related_name="reaches")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="reached_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["top", "organ"], name="organ_reach_once")]
        indexes = [models.Index(fields=["organ"])]

    def __str__(self) -> str:
        return f"{self.top_id} reaches {self.organ_id}"

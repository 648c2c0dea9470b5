"""Which organs lie in whose subtree today: the closure of the tree, kept by the verbs that change it."""

from django.db import models


class OrganReach(models.Model):
    """``organ`` lies at or below ``top``; a closed organ lies below its successor, whose cases they are now.

    ``holds``: the organ can hold cases. Units cannot, and most organs of a province are units: every page asks for
    what its post reaches, and finds it in the small index.
    """

    top = models.ForeignKey("organs.Organ", models.PROTECT, related_name="reaches")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="reached_from")
    holds = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["top", "organ"], name="organ_reach_once")]
        indexes = [
            models.Index(fields=["organ"]),
            models.Index(fields=["top", "organ"], condition=models.Q(holds=True), name="organ_reach_holding"),
        ]

    def __str__(self) -> str:
        return f"{self.top_id} reaches {self.organ_id}"

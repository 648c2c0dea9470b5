"""That reminders found nobody: a work item for whoever can appoint or assign."""

from django.db import models


class OpenPost(models.Model):
    """In ``organ`` nobody holds a post that ``matters`` open matters wait for (``kind``: code list ``reminder_gaps``).

    Open until ``ended_on``: the first sweep that found somebody there. ``above`` is the next-higher organ, which sees
    it too. ``seen_on`` is the day of the last sweep that found nobody.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    above = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16)
    matters = models.PositiveIntegerField()
    since = models.DateField()
    seen_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "kind"], condition=models.Q(ended_on=None), name="open_post_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} in organ {self.organ_id} since {self.since}"

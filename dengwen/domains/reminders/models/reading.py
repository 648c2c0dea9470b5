"""How far a post has read its reminders."""

from django.db import models


class Reading(models.Model):
    """Every reminder of the post up to ``upto`` is read. One number, however many reminders there are."""

    post = models.OneToOneField("staff.Post", models.PROTECT, related_name="+")
    upto = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"post {self.post_id} has read up to {self.upto}"

"""That a post was told of a step of a limit."""

from django.db import models


class Reminder(models.Model):
    """One post was told of one step of one clock, once. Only the sweep writes here, and nobody changes a row.

    ``on_day`` is the day on which the step was reached, ``target`` the day on which the limit ended when it was told,
    ``told_on`` the day of the sweep. A limit that is moved to a later day reaches its steps anew.
    """

    # No foreign keys in the database: the rows come from clocks and posts, which nobody can delete, and checking
    # three keys for each of two million rows would cost more than all the rest of the sweep.
    clock = models.ForeignKey(
        "deadlines.Clock", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    matter = models.ForeignKey(
        "cases.Matter", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    post = models.ForeignKey(
        "staff.Post", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    step = models.CharField(max_length=8)
    on_day = models.DateField()
    target = models.DateField()
    told_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["post", "id"], name="reminder_of_post")]
        constraints = [
            models.UniqueConstraint(fields=["clock", "on_day", "step", "post"], name="reminder_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.step} of clock {self.clock_id} to post {self.post_id}"

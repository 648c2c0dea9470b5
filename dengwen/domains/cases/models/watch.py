"""Which leader of a higher organ watches a matter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Watch(models.Model):
    """A watch (领导督办, plan S47): a leader of ``organ``, which stands above the holder, follows one matter.

    ``post`` is the one in which she watches; what she may not do in the matter she may not under any post.
    ``until`` is the last day, open when empty; ``ended`` is of the code list ``watch_ends``. What she writes are
    ``handling.WatchNote``; this row stands here because the door itself asks it who may act.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "post_id", "organ_id", "since", "until", "set_by_id", "ended", "ended_on",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("ground",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="watches")
    number = models.PositiveSmallIntegerField()
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    ground = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    set_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    ended = models.CharField(max_length=12, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["post", "matter"], condition=Q(ended_on=None), name="watch_of_post")]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="watch_number_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(ended_on=None), name="watch_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_on=None) | (~Q(ended="") & Q(ended_on__isnull=False)),
                name="watch_end_says_why",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="watch_has_ground"),
        ]

    def __str__(self) -> str:
        return f"watch {self.number} by post {self.post_id}"

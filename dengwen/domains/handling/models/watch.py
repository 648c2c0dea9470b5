"""What a leader who watches a matter wrote, and what the organ answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class WatchNote(models.Model):
    """A note (督办批注) of the leader who watches a matter (plan S47): dated, and seen by the organ that holds it.

    ``asks``: an answer is owed by ``due``. The note is written once; an answer is given once.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "watch_id", "number", "written_on", "by_id", "asks", "due", "answered_on", "answered_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("words", "answer")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="watch_notes")
    watch = models.ForeignKey("cases.Watch", models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    written_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    asks = models.BooleanField(default=False)
    due = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["matter", "due"], condition=Q(asks=True, answered_on=None), name="watch_note_waits"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="watch_note_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="watch_note_says"),
            models.CheckConstraint(
                condition=Q(asks=False, due=None) | Q(asks=True, due__isnull=False),
                name="watch_question_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.number} of {self.watch_id}"

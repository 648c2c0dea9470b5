"""What an organ's practice lacks: problems with an owner, causes of failure on cases, suggestions for improvement."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.supervision.states import ProblemState, SuggestionState


class Problem(models.Model):
    """A problem of the work with an organ that owns it and a day (plan S64); about practice, never about a person.

    Its changes stand in the ledger's stream ``problem/<id>``.
    """

    TOLD: ClassVar = (
        "organ_id", "by_organ_id", "by_id", "raised_on", "due", "state", "done_on", "done_by_id", "returned",
        "judged_on", "judged_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("title", "words", "solution", "evidence", "remarks")

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    by_organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField()
    raised_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, default=ProblemState.OPEN.value)
    solution = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    returned = models.PositiveSmallIntegerField(default=0)
    remarks = models.TextField(blank=True)
    judged_on = models.DateField(null=True)
    judged_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    salt = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organ", "due", "id"], name="problem_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ProblemState]), name="problem_state_known"
            ),
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(evidence=""), name="problem_proven"),
        ]

    def __str__(self) -> str:
        return self.title


class Suggestion(models.Model):
    """A suggestion for improvement (改进建议) to an organ about a cause of failure, its answer and what became of it.

    Its changes stand in the ledger's stream ``suggestion/<id>`` (plan S8a; L05 Art.37, 38).
    """

    TOLD: ClassVar = (
        "organ_id", "by_organ_id", "by_id", "cause", "made_on", "due", "state", "answer", "answered_on",
        "answered_by_id", "followed_on", "followed_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("grounds", "words", "reasons", "measures", "follow_up")

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    by_organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    cause = models.CharField(max_length=16)
    grounds = models.TextField()
    words = models.TextField()
    made_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, default=SuggestionState.OPEN.value)
    answer = models.CharField(max_length=10, blank=True)
    reasons = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    follow_up = models.TextField(blank=True)
    followed_on = models.DateField(null=True)
    followed_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    salt = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organ", "due", "id"], name="suggestion_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in SuggestionState]),
                name="suggestion_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} to {self.organ_id}"


class CaseCause(models.Model):
    """A coded cause why the handling of a case failed, as a reviewer recorded it: the organ's practice (plan S8a).

    ``organ`` and ``unit`` had the case when it was recorded. A cause that was put right has ``ended_on``.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "cause", "organ_id", "unit_id", "recorded_on", "by_id", "ended_on", "ended_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("words",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="causes")
    cause = models.CharField(max_length=16)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    recorded_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["organ", "recorded_on"], include=["unit", "cause", "matter"], condition=Q(ended_on=None),
                name="cause_in_force",
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "cause"], condition=Q(ended_on=None), name="cause_once_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} on {self.matter_id}"

"""Experience notes: what others can learn from, without anybody's name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.supervision.states import NoteState


class ExperienceNote(models.Model):
    """An experience note (plan S38, S64), from a case or an inspection; approved by a second person, then for all.

    Where it came from is seen only by whoever sees the case or the inspection. Its changes stand in the ledger's stream
    ``experience/<id>``.
    """

    TOLD: ClassVar = (
        "organ_id", "matter_id", "inspection_id", "state", "written_on", "by_id", "decided_on", "decided_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("title", "text", "remarks")

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    matter = models.ForeignKey("cases.Matter", models.PROTECT, null=True, related_name="+")
    inspection = models.ForeignKey("supervision.Inspection", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    state = models.CharField(max_length=10, default=NoteState.DRAFT.value)
    written_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    remarks = models.TextField(blank=True)
    salt = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organ", "-id"], name="experience_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in NoteState]), name="experience_state_known"
            ),
            models.CheckConstraint(
                condition=Q(matter__isnull=False, inspection=None) | Q(matter=None, inspection__isnull=False),
                name="experience_one_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title

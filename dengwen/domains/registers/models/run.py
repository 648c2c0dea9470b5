"""One run that takes over a former register."""

from django.db import models
from django.db.models import Q

from dengwen.domains.registers.states import RunState


class ImportRun(models.Model):
    """A file, a mapping, and how far the run got.

    ``position`` is the number of the last row that is committed: a run that was killed goes on after it. ``claim``
    names the process that carries it out; whoever begins it anew takes it over, and the old one stops at its next
    batch. ``stored`` is the name of the uploaded file in the folder of imports, empty for a file handed to the
    command or thrown away since. ``problems`` counts the reasons of the reported rows; ``trouble`` says why a run
    failed.
    """

    file_name = models.CharField(max_length=200)
    file_digest = models.BinaryField(max_length=32)
    stored = models.CharField(max_length=64, blank=True)
    mapping = models.TextField()
    register = models.CharField(max_length=60)
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=RunState.PLANNED.value)
    is_dry_run = models.BooleanField(default=False)
    claim = models.UUIDField(null=True)
    stop_asked = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(null=True)
    position = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    matters = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=dict)
    trouble = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["organ", "-made_at"], name="run_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RunState]), name="run_state_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    rows=models.F("matters")
                    + models.F("contacts")
                    + models.F("already")
                    + models.F("reported")
                ),
                name="run_account_balances",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

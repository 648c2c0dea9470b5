"""Runs of linkage and the weights that they learned."""

from django.db import models
from django.db.models import Q

from dengwen.domains.linkage.states import RunState, Stage


class LearnedWeights(models.Model):
    """What was learned of how much each agreement says, under which settings, from how many matters. Never changed.

    ``parameters`` is Splink's own JSON, so that any engine scores with the same numbers.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    settings_version = models.PositiveSmallIntegerField()
    settings_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    parameters = models.TextField()
    matters = models.PositiveIntegerField()
    learned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="linkage_weights_once")]

    def __str__(self) -> str:
        return f"weights {self.number} of {self.organ_id}"


class LinkageRun(models.Model):
    """One run over the matters that ``post`` sees. ``claim``: the process that carries it out now.

    ``done`` of ``total`` is the progress of the stage; ``bands`` says how many pairs each band of weight has.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8)
    stage = models.CharField(max_length=8, default=Stage.COLLECT.value)
    learn = models.BooleanField(default=False)
    weights = models.ForeignKey(LearnedWeights, models.PROTECT, null=True, related_name="runs")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    matters = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    bands = models.JSONField(default=list)
    trouble = models.CharField(max_length=200, blank=True)
    claim = models.UUIDField(null=True)
    stop_asked = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RunState]), name="linkage_run_state"
            ),
            models.UniqueConstraint(
                fields=["organ"], condition=Q(state__in=["waiting", "running"]), name="linkage_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"linkage run {self.pk}"

"""Termination of a matter of litigation, and its re-examination."""

from typing import ClassVar

from django.db import models


class Termination(models.Model):
    """One proposal (提请终结) with its gates and what the deciding organ made of it.

    ``used``: how the petitioner's remedies ended (code list ``remedies_ended``); ``hearing``: held or declined;
    ``decision``: empty, terminated or refused. It never bars new facts: the matter can be reopened at any time.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "route", "used", "hearing", "hearing_on", "organ_id", "proposed_on", "proposed_by_id",
        "examined_on", "examined_by_id", "decision", "decided_on", "decided_by_id", "member_count", "votes_for",
        "votes_against", "votes_abstained", "told_on", "told_by",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = (
        "reason", "hearing_text", "relief", "findings", "members", "minutes", "decision_text", "stays_open", "care",
    )  # fmt: skip

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="terminations")
    number = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=24)
    used = models.CharField(max_length=24)
    reason = models.TextField()
    hearing = models.CharField(max_length=12)
    hearing_on = models.DateField()
    hearing_text = models.TextField(blank=True)
    relief = models.TextField()
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    examined_on = models.DateField(null=True)
    examined_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    findings = models.TextField(blank=True)
    decision = models.CharField(max_length=12, blank=True)
    decision_text = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    members = models.TextField(blank=True)
    member_count = models.PositiveSmallIntegerField(default=0)
    minutes = models.TextField(blank=True)
    votes_for = models.PositiveSmallIntegerField(default=0)
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_abstained = models.PositiveSmallIntegerField(default=0)
    stays_open = models.TextField(blank=True)
    care = models.TextField(blank=True)
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="termination_once"),
            # Collective: at least three, and more for it than against it and without an opinion together.
            models.CheckConstraint(
                condition=~models.Q(decision="terminated")
                | models.Q(
                    member_count__gte=3, votes_for__gt=models.F("votes_against") + models.F("votes_abstained")
                ),
                name="termination_is_collective",
            ),
        ]

    def __str__(self) -> str:
        return f"termination {self.number}"


class Reexamination(models.Model):
    """A re-examination (终结复查) that a dissatisfied petitioner asked for: procedure and substance (plan S54).

    ``outcome``: empty, upheld or revoked; ``flaws`` are codes of ``termination_flaws``, parted by spaces.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "termination_id", "organ_id", "asked_on", "orally", "recorded_by_id", "came_from",
        "closed_before", "basis_before", "organ_before_id", "outcome", "flaws", "decided_on", "decided_by_id",
        "told_on", "told_by",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("text", "procedure", "substance", "reasons")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="reexaminations")
    termination = models.ForeignKey("appeals.Termination", models.PROTECT, related_name="reexaminations")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    text = models.TextField()
    asked_on = models.DateField()
    orally = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    came_from = models.CharField(max_length=24)
    closed_before = models.DateField(null=True)
    basis_before = models.CharField(max_length=16, blank=True)
    organ_before = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)
    flaws = models.CharField(max_length=120, blank=True)
    procedure = models.TextField(blank=True)
    substance = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["termination"], name="reexamined_once")]

    def __str__(self) -> str:
        return f"re-examination asked for on {self.asked_on}"

"""Inspections: what is looked at, which cases were drawn, what was seen, found, corrected and accepted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.supervision.states import FindingState, InspectionKind


class Inspection(models.Model):
    """An inspection (督查), an acceptance or a regional visit (走访督导) of ``organ`` (plan S39, S62, S63).

    ``since`` and ``until``: the period looked at. ``themes``: codes, a space between them. ``size``: how many cases are
    drawn. Its story and that of its rows is the ledger's stream ``inspection/<id>``.
    """

    TOLD: ClassVar = (
        "organ_id", "kind", "since", "until", "themes", "size", "planned_on", "by_id", "ended_on", "ended_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("title",)

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    themes = models.CharField(max_length=200)
    size = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    salt = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organ", "-id"], name="inspection_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in InspectionKind]), name="inspection_kind_known"
            ),
            models.CheckConstraint(condition=Q(since__lte=models.F("until")), name="inspection_period"),
        ]

    def __str__(self) -> str:
        return self.title


class InspectedOrgan(models.Model):
    """An organ that the plan names; all below it are looked at with it. Written once."""

    TOLD: ClassVar = ("inspection_id", "organ_id")
    TOLD_DIGESTED: ClassVar = ()

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="organs")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "organ"], name="inspection_organ_once")]

    def __str__(self) -> str:
        return f"organ {self.organ_id}"


class InspectionDraw(models.Model):
    """The draw: the frozen list of cases (ids, one a line), the seed, and how many. Written once.

    Whoever has seed and list can draw again: sort by ``HMAC-SHA256(seed, "order inspection/- <case>")``, take the
    first ``size``.
    """

    TOLD: ClassVar = ("inspection_id", "population", "population_sha256", "seed", "drawn_on", "by_id")
    TOLD_DIGESTED: ClassVar = ()

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="draw")
    listing = models.TextField(blank=True)
    population = models.PositiveIntegerField()
    population_sha256 = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    drawn_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"draw of {self.inspection_id}"


class InspectedCase(models.Model):
    """A drawn case; ``rank`` is its place in the order. ``looked_on``: the file was read on that day."""

    TOLD: ClassVar = ("inspection_id", "matter_id", "rank", "looked_on", "looked_by_id")
    TOLD_DIGESTED: ClassVar = ("remark",)

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="cases")
    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    looked_on = models.DateField(null=True)
    looked_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "matter"], name="inspection_case_once")]

    def __str__(self) -> str:
        return f"case {self.matter_id}"


class InspectionVisit(models.Model):
    """What was seen at an organ on one theme, on the day of the visit. Written once; the next visit is a new row."""

    TOLD: ClassVar = ("inspection_id", "organ_id", "on", "theme", "by_id")
    TOLD_DIGESTED: ClassVar = ("words",)

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="visits")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    on = models.DateField()
    theme = models.CharField(max_length=16)
    words = models.TextField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="inspection_visit_says")]

    def __str__(self) -> str:
        return f"{self.theme} at {self.organ_id}"


class InspectionFinding(models.Model):
    """A finding about an organ or its handling of a case; corrected with evidence, accepted by another person."""

    TOLD: ClassVar = (
        "inspection_id", "number", "organ_id", "matter_id", "code", "found_on", "by_id", "due", "state", "returned",
        "corrected_on", "corrected_by_id", "judged_on", "judged_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("words", "correction", "evidence", "remarks")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    matter = models.ForeignKey("cases.Matter", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=20)
    words = models.TextField()
    found_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, default=FindingState.OPEN.value)
    returned = models.PositiveSmallIntegerField(default=0)
    correction = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    corrected_on = models.DateField(null=True)
    corrected_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    judged_on = models.DateField(null=True)
    judged_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    remarks = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["organ", "due", "id"], name="inspection_finding_of")]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="inspection_finding_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in FindingState]),
                name="inspection_finding_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.organ_id}"

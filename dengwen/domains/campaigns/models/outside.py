"""Registers of outside bodies: what they say they hold, row by row, and what people decided about it (plan S15)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.campaigns.states import RowStanding


class OutsideRegister(models.Model):
    """A register that ``body`` gave to ``organ``, for a campaign or without one; its stream is ``outside/<id>``.

    rows of the file = ``kept`` (of which ``unread`` could not be read) + ``already`` (in an earlier one, unchanged).
    """

    STREAM: ClassVar = "outside"
    TOLD: ClassVar = (
        "organ_id", "campaign_id", "body", "name", "file_name", "file_digest", "rows", "kept", "already", "unread",
        "took_on", "by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ()

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=24)
    name = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    already = models.PositiveIntegerField()
    unread = models.PositiveIntegerField()
    took_on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    salt = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organ", "campaign", "body"], name="outside_register_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=models.F("kept") + models.F("already")), name="outside_every_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.body}"


class OutsideRow(models.Model):
    """One row as the body says it. ``sealed``: the whole row and who petitioned, which nobody lists or looks up.

    ``mark`` recognises the row in a later register, by a keyed hash. ``case``: the matter that a person said it is,
    or that was registered from it.
    """

    STREAM: ClassVar = "outside"
    TOLD: ClassVar = (
        "register_id", "organ_id", "position", "their_number", "our_number", "received_on", "occurred_on",
        "category", "named_id", "standing", "case_id", "mark",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("title", "text", "place", "problem", "sealed")

    register = models.ForeignKey("campaigns.OutsideRegister", models.PROTECT, related_name="lines")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    their_number = models.CharField(max_length=120, blank=True)
    our_number = models.CharField(max_length=32, blank=True)
    received_on = models.DateField(null=True)
    occurred_on = models.DateField(null=True)
    category = models.CharField(max_length=8, blank=True)
    named = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    problem = models.TextField(blank=True)
    sealed = models.TextField()
    mark = models.BinaryField()
    standing = models.CharField(max_length=10)
    case = models.ForeignKey("cases.Matter", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["register", "standing", "position"], name="outside_row_standing"),
            models.Index(fields=["organ", "mark"], name="outside_row_mark"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["register", "position"], name="outside_row_once"),
            models.CheckConstraint(
                condition=Q(standing__in=[each.value for each in RowStanding]), name="outside_row_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.position} of {self.register_id}"


class OutsideDecision(models.Model):
    """What a person decided about a row, and why; never changed, the newest of a kind counts."""

    STREAM: ClassVar = "outside"
    TOLD: ClassVar = ("register_id", "organ_id", "row_id", "kind", "case_id", "on", "by_id")
    TOLD_DIGESTED: ClassVar = ("words",)

    register = models.ForeignKey("campaigns.OutsideRegister", models.PROTECT, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    row = models.ForeignKey("campaigns.OutsideRow", models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10)
    case = models.ForeignKey("cases.Matter", models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["row", "kind"], name="outside_decision_of")]

    def __str__(self) -> str:
        return f"{self.kind} about {self.row_id}"

"""Hearings: announced, held, with those who took part."""

from typing import ClassVar

from django.db import models


class Hearing(models.Model):
    """A hearing (听证) of the organ ``organ``; ``came_from`` is the state that it leads back to.

    ``opened_on`` and ``closed_on`` are the log of its time: for so long the limit of a re-review stands still
    (L22 Art.36(2)).
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "organ_id", "chair_id", "asked_for", "notice_on", "planned_on", "called_off_on",
        "came_from", "opened_on", "closed_on", "transcript_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("place", "subject", "opinion")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    chair = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    asked_for = models.BooleanField(default=False)
    notice_on = models.DateField()
    planned_on = models.DateField()
    place = models.CharField(max_length=200)
    subject = models.TextField()
    called_off_on = models.DateField(null=True)
    came_from = models.CharField(max_length=24, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    transcript = models.ForeignKey("letters.Attachment", models.PROTECT, null=True, related_name="+")
    opinion = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="hearing_number_once")]

    def __str__(self) -> str:
        return f"hearing {self.number}"


class HearingParticipant(models.Model):
    """Somebody who is asked to a hearing: in which part, who, from where."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "hearing_id", "role", "outside")
    LEDGER_DIGESTED: ClassVar = ("name", "organ_name")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    hearing = models.ForeignKey("handling.Hearing", models.PROTECT, related_name="participants")
    role = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    organ_name = models.CharField(max_length=200, blank=True)
    outside = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.role

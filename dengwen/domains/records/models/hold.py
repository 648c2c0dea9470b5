"""A legal hold: as long as it is in force nothing of the file is disposed of."""

from typing import ClassVar

from django.db import models


class LegalHold(models.Model):
    """One hold (停止销毁) on one file, with its ground (code list ``hold_grounds``) and the paper that asks for it."""

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "ground", "placed_on", "placed_by_id", "lifted_on", "lifted_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("reference",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="holds")
    number = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=16)
    reference = models.CharField(max_length=200)
    placed_on = models.DateField()
    placed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="legal_hold_once"),
            models.CheckConstraint(
                condition=models.Q(lifted_on=None, lifted_by=None)
                | models.Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="legal_hold_lifted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["matter"], condition=models.Q(lifted_on=None), name="legal_hold_in_force")
        ]

    def __str__(self) -> str:
        return f"hold {self.number}: {self.ground}"

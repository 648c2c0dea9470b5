"""A legal hold: as long as it is in force nothing of the file is disposed of."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class LegalHold(models.Model):
    """One hold on one file, with its ground (code list ``hold_grounds``) and the paper that asks for it.

    Another person than the one who placed it takes it off.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "ground", "placed_on", "placed_by_id", "placed_account_id", "lifted_on",
        "lifted_by_id", "lifted_account_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("reference",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="holds")
    number = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=16)
    reference = models.CharField(max_length=200)
    placed_on = models.DateField()
    placed_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    placed_account = models.ForeignKey("staff.Account", models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    lifted_account = models.ForeignKey("staff.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="legal_hold_once"),
            models.CheckConstraint(
                condition=Q(lifted_on=None, lifted_by=None, lifted_account=None)
                | (
                    Q(lifted_on__isnull=False, lifted_by__isnull=False, lifted_account__isnull=False)
                    & ~Q(lifted_account=F("placed_account"))
                    & ~Q(lifted_by=F("placed_by"))
                ),
                name="legal_hold_lifted_by_another",
            ),
        ]
        indexes = [models.Index(fields=["matter"], condition=Q(lifted_on=None), name="legal_hold_in_force")]

    def __str__(self) -> str:
        return f"hold {self.number}: {self.ground}"

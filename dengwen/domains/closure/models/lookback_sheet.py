"""What a reviewer of a look-back found."""

from typing import ClassVar

from django.db import models


class LookbackSheet(models.Model):
    """One reviewer's sheet on one closure; the ledger holds what it found as digests, so that it stays blind."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "seat_id", "by_id", "part", "begun_on", "concluded_on")
    LEDGER_DIGESTED: ClassVar = ("result",)
    KEPT_WHEN_DISPOSED: ClassVar = ("result",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    seat = models.ForeignKey("closure.LookbackSeat", models.PROTECT, related_name="sheets")
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    part = models.PositiveSmallIntegerField()
    begun_on = models.DateField()
    concluded_on = models.DateField(null=True)
    result = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "part"], name="lookback_part_once")]

    def __str__(self) -> str:
        return f"sheet {self.part} of {self.seat_id}"


class LookbackFinding(models.Model):
    """One item of a sheet (code list ``lookback_items``) and what was found."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "sheet_id", "item")
    LEDGER_DIGESTED: ClassVar = ("found", "remark")
    KEPT_WHEN_DISPOSED: ClassVar = ("found",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("closure.LookbackSheet", models.PROTECT, related_name="findings")
    item = models.CharField(max_length=16)
    found = models.CharField(max_length=8)
    remark = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.item

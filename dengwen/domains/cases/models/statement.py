"""What somebody wrote when she acted: reasons, instructions, notes."""

from typing import ClassVar

from django.db import models


class Statement(models.Model):
    """The words that belong to one ledger entry of the case (``seq``); the ledger itself holds their digest."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "seq", "label")
    LEDGER_DIGESTED: ClassVar = ("text",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="statements")
    seq = models.IntegerField()
    label = models.CharField(max_length=24)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["matter", "seq"])]

    def __str__(self) -> str:
        return f"{self.label} at {self.seq}"

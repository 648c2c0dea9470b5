"""Proof that the petitioner was given the opinion."""

from typing import ClassVar

from django.db import models


class ServiceRecord(models.Model):
    """A service record (送达回证). Without one the petitioner's period for review has not begun (L22 Art.35).

    ``through`` is the other organ that served it (委托送达).
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "opinion_id", "method", "served_on", "through_id", "by_id")
    LEDGER_DIGESTED: ClassVar = ("received_by",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="services")
    opinion = models.ForeignKey("handling.Opinion", models.PROTECT, related_name="services")
    method = models.CharField(max_length=16)
    served_on = models.DateField()
    received_by = models.CharField(max_length=120)
    through = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.method} on {self.served_on}"

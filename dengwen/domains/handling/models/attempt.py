"""Attempts at service that failed."""

from typing import ClassVar

from django.db import models


class ServiceAttempt(models.Model):
    """An attempt to serve the opinion that failed: how, when, why (code list ``service_failures``).

    It starts no period of the petitioner; service is tried again (facts 1.2).
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id",
        "opinion_id",
        "method",
        "tried_on",
        "failure",
        "through_id",
        "by_id",
    )
    LEDGER_DIGESTED: ClassVar = ("note",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="attempts")
    opinion = models.ForeignKey("handling.Opinion", models.PROTECT, related_name="attempts")
    method = models.CharField(max_length=16)
    tried_on = models.DateField()
    failure = models.CharField(max_length=16)
    through = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.method} on {self.tried_on}"

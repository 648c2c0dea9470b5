"""One thing in a dossier, and what the reviewer found about it."""

from typing import ClassVar

from django.db import models


class DossierItem(models.Model):
    """A claim's answer with its evidence, or a document the method asks for; judged one by one.

    ``finding``: empty, met, or lacking (then ``remark`` says what is missing).
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "dossier_id", "claim_id", "kind", "finding")
    LEDGER_DIGESTED: ClassVar = ("remark",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    dossier = models.ForeignKey("closure.Dossier", models.PROTECT, related_name="items")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=24)
    finding = models.CharField(max_length=8, blank=True)
    remark = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.kind

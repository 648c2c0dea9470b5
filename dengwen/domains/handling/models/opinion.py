"""The written handling opinion."""

from typing import ClassVar

from django.db import models


class Opinion(models.Model):
    """A handling opinion (处理意见书); the answers stand on the claims. Issued ones never change (L22 Art.32).

    ``text_sha256`` freezes the wording at issue: summary and every claim's answer, in order.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id",
        "round",
        "number",
        "method",
        "issued_on",
        "issued_by_id",
        "text_sha256",
    )
    LEDGER_DIGESTED: ClassVar = ("summary", "review_told")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=24, blank=True)
    summary = models.TextField(blank=True)
    review_told = models.TextField(blank=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    text_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "round"], name="opinion_once_a_round")]

    def __str__(self) -> str:
        return self.number or f"opinion {self.round}"

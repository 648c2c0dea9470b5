"""Provisional views, and what those concerned say to them."""

from typing import ClassVar

from django.db import models


class ProvisionalView(models.Model):
    """A provisional view as it was shown: the text claim by claim, and the last day for a word on it (PHS-3)."""

    LEDGER_PLAIN: ClassVar = (
        "matter_id",
        "round",
        "number",
        "shown_on",
        "method",
        "comment_by",
        "text_sha256",
        "by_id",
    )
    LEDGER_DIGESTED: ClassVar = ("text",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="views")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    shown_on = models.DateField()
    method = models.CharField(max_length=16)
    comment_by = models.DateField()
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="view_number_once")]

    def __str__(self) -> str:
        return f"provisional view {self.number}"


class ViewComment(models.Model):
    """What somebody said to a provisional view, and what became of it: nothing said stays without an answer."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "view_id", "side", "received_on", "answered_on")
    LEDGER_DIGESTED: ClassVar = ("text", "answer")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    view = models.ForeignKey("handling.ProvisionalView", models.PROTECT, related_name="comments")
    side = models.CharField(max_length=12)
    received_on = models.DateField()
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.side} on {self.received_on}"

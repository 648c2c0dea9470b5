"""Who stands aside from a matter."""

from typing import ClassVar

from django.db import models


class Recusal(models.Model):
    """A recusal (回避): declared by the officer herself, or asked for by the petitioner and then decided.

    ``post`` is the one in which she acted; the recusal holds for her under every post. ``ground`` is of the code
    list ``recusal_grounds``. ``decision``: granted, refused, or empty while it waits for the head of the organ.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id",
        "post_id",
        "ground",
        "asked_by",
        "asked_on",
        "decision",
        "decided_on",
    )
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="recusals")
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16)
    asked_by = models.CharField(max_length=12)
    asked_on = models.DateField()
    decision = models.CharField(max_length=8, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]

    def __str__(self) -> str:
        return f"{self.ground} of post {self.post_id}"

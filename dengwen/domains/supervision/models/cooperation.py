"""Help that one organ asks of another."""

from typing import ClassVar

from django.db import models


class CooperationRequest(models.Model):
    """A cooperation request (协作请求): evidence, service of papers, aid; with a day of its own (plan S8e, S46).

    The organ asked sees this row and its papers, never the case or who the petitioner is. There is no kind that
    asks where a person is, or to move her to anything, and none may be added. ``outcome``: "", answered, refused,
    called_back. ``told`` is the organ above the one asked; it is told of a refusal.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "asking_id", "asked_id", "kind", "asked_on", "due", "consent_on", "by_id", "outcome",
        "answered_on", "answered_by_id", "told_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("task", "result")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="cooperations")
    number = models.PositiveSmallIntegerField()
    asking = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    asked = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    task = models.TextField()
    asked_on = models.DateField()
    due = models.DateField()
    consent_on = models.DateField(null=True)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)
    result = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    told = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["asked", "-asked_on", "-id"], name="cooperation_in"),
            models.Index(fields=["asking", "-asked_on", "-id"], name="cooperation_out"),
        ]
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="cooperation_number_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class CooperationPaper(models.Model):
    """A file that goes with a request or its answer: its facts; the bytes lie under their SHA-256.

    A file of the case that is sent along gets a row here, so that it is seen without the case.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "request_id", "in_answer", "media_type", "size", "sha256")
    LEDGER_DIGESTED: ClassVar = ("name",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    request = models.ForeignKey("supervision.CooperationRequest", models.PROTECT, related_name="papers")
    in_answer = models.BooleanField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name

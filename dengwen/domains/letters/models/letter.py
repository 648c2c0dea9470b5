"""A document of a case that the house itself writes: a draft until it is issued, frozen from then on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Letter(models.Model):
    """A letter (文书) of ``kind`` (code list ``letter_kinds``) in one language.

    ``content`` is JSON (see ``rules/letter_content.py``). At issue it gets number and day, and ``content_sha256``
    and ``pdf_sha256`` freeze it; the PDF lies where files lie. ``named``: the PDF carries the petitioner's name,
    which is nowhere in the database but sealed. A void letter keeps its number and its PDF.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "kind", "language", "recipient", "state", "organ_id", "year", "serial", "number", "named",
        "content_sha256", "pdf_sha256", "drafted_on", "drafted_by_id", "issued_on", "issued_by_id", "voided_on",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("content",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=32)
    language = models.CharField(max_length=2)
    recipient = models.CharField(max_length=12)
    state = models.CharField(max_length=8)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=200, blank=True)
    content = models.TextField()
    named = models.BooleanField(default=False)
    content_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    voided_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "serial"], name="letter_number_once"),
            models.CheckConstraint(
                condition=Q(issued_on=None, serial=None, pdf_sha256="")
                | (Q(issued_on__isnull=False, serial__isnull=False) & ~Q(pdf_sha256="") & ~Q(number="")),
                name="letter_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", issued_on=None) | Q(state="issued", issued_on__isnull=False)
                | Q(state="void", voided_on__isnull=False),
                name="letter_state_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.pk}"


class LetterSeries(models.Model):
    """The last number that an organ gave a letter in a year; the row's lock orders those who ask at once."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="letter_series_once")]

    def __str__(self) -> str:
        return f"{self.organ_id}/{self.year}: {self.last}"

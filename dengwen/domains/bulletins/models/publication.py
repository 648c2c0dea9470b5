"""What is published from the frozen figures: bulletins, summaries, reports; replies of the organs named; receipts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.bulletins.states import PublicationState


class Publication(models.Model):
    """A bulletin, summary or report of ``organ`` for ``period``, from the frozen month ``snapshot`` (S42, S67-S71).

    ``figures`` is what the frozen month says, as JSON; nobody edits it. ``words`` are the writers' words by section.
    ``named`` organs have the right of reply. Every change has its entry in the ledger's stream ``publication/<id>``.
    """

    TOLD: ClassVar = (
        "organ_id", "kind", "audience", "campaign_id", "period", "snapshot", "snapshot_sha256", "language", "version",
        "corrects_id", "state", "revision", "drafted_on", "drafted_by_id", "editors", "submitted_on", "reply_until",
        "approved_on", "approved_by_id", "year", "serial", "number", "issued_on", "issued_by_id", "pdf_sha256",
        "head_size", "head_root", "withdrawn_on", "withdrawn_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("figures", "words", "paper", "reason", "returned_why")

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    audience = models.CharField(max_length=8)
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=32)
    snapshot = models.CharField(max_length=24)
    snapshot_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    version = models.PositiveSmallIntegerField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected")
    state = models.CharField(max_length=9, default=PublicationState.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    figures = models.TextField()
    words = models.TextField()
    salt = models.BinaryField()
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    editors = models.TextField(blank=True)  # posts, parted by spaces: none of them approves
    submitted_on = models.DateField(null=True)
    reply_until = models.DateField(null=True)
    returned_why = models.TextField(blank=True)
    approved_on = models.DateField(null=True)
    approved_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    paper = models.TextField(
        blank=True
    )  # everything the PDF prints, as JSON: the sheet and the page show the same
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    head_size = models.BigIntegerField(null=True)
    head_root = models.CharField(max_length=64, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            # Nulls are alike: without a campaign there is one bulletin for a month, too.
            models.UniqueConstraint(
                fields=["organ", "kind", "campaign", "period"], condition=~Q(state="withdrawn"),
                nulls_distinct=False, name="publication_one_stands",
            ),
            models.UniqueConstraint(fields=["organ", "kind", "year", "serial"], name="publication_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PublicationState]), name="publication_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | (~Q(pdf_sha256="") & Q(approved_by__isnull=False) & Q(serial__isnull=False)),
                name="publication_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("drafted_by")), name="publication_second_person"
            ),
            models.CheckConstraint(condition=~Q(state="withdrawn") | ~Q(reason=""), name="publication_withdrawn_why"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.period} of {self.organ_id}"


class PublicationReply(models.Model):
    """An organ that is named, asked on ``asked_on`` and free to reply until ``until``; its silence is printed too."""

    TOLD: ClassVar = (
        "publication_id", "publisher_id", "organ_id", "sense", "asked_on", "until", "replied_on", "replied_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("words",)

    publication = models.ForeignKey("bulletins.Publication", models.PROTECT, related_name="replies")
    publisher = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    sense = models.CharField(max_length=9)
    asked_on = models.DateField()
    until = models.DateField()
    words = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    replied_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "organ"], name="publication_reply_once")
        ]

    def __str__(self) -> str:
        return f"reply of {self.organ_id} to {self.publication_id}"


class PublicationReceipt(models.Model):
    """That a recipient has it: when, by which paper of theirs, and who wrote it down."""

    TOLD: ClassVar = ("publication_id", "recipient", "received_on", "recorded_on", "by_id")
    TOLD_DIGESTED: ClassVar = ("proof",)

    publication = models.ForeignKey("bulletins.Publication", models.PROTECT, related_name="receipts")
    recipient = models.CharField(max_length=24)
    received_on = models.DateField()
    recorded_on = models.DateField()
    proof = models.TextField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "recipient"], name="publication_receipt_once"),
            models.CheckConstraint(condition=~Q(proof=""), name="publication_receipt_proven"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} has {self.publication_id}"


class PublicationSeries(models.Model):
    """The last number that an organ gave in a year to a kind; the row's lock orders those who ask at once."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "kind", "year"], name="publication_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.kind}/{self.year}: {self.last}"

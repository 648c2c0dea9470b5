"""A request for review or re-review."""

from typing import ClassVar

from django.db import models


class ReviewRequest(models.Model):
    """One request (申请复查、复核), and whether the higher organ let it in.

    ``stage``: review or rereview. ``subject``: opinion, refusal (not accepted, no longer accepted) or admission (a
    refused admission that is objected to). ``round`` counts the opinions, or the refusals, of the matter: each
    redone opinion opens a round of its own. ``last_day`` is the last day of the petitioner's period, empty where
    none runs; ``admission``: empty, admitted or refused. ``came_from`` and the ``*_before`` columns say how the matter
    stood, so that it goes back whole where nothing changes.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "stage", "subject", "round", "opinion_id", "organ_id", "asked_on", "orally", "asked_by",
        "last_day", "late_reason", "recorded_by_id", "came_from", "closed_before", "basis_before", "organ_before_id",
        "admission", "admission_reason", "admitted_on", "admitted_by_id", "told_on", "told_by", "redo_on",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("text", "admission_text", "objection_told")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="review_requests")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12)
    subject = models.CharField(max_length=12)
    round = models.PositiveSmallIntegerField()
    opinion = models.ForeignKey("handling.Opinion", models.PROTECT, null=True, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    text = models.TextField()
    asked_on = models.DateField()
    orally = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=12)
    last_day = models.DateField(null=True)
    late_reason = models.CharField(max_length=24, blank=True)
    recorded_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    came_from = models.CharField(max_length=24)
    closed_before = models.DateField(null=True)
    basis_before = models.CharField(max_length=16, blank=True)
    organ_before = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    admission = models.CharField(max_length=12, blank=True)
    admission_reason = models.CharField(max_length=24, blank=True)
    admission_text = models.TextField(blank=True)
    admitted_on = models.DateField(null=True)
    admitted_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    objection_told = models.TextField(blank=True)
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=16, blank=True)
    redo_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="review_request_once"),
            # One review and one re-review of one opinion, and of one refusal; objecting uses up neither.
            models.UniqueConstraint(
                fields=["matter", "stage", "subject", "round"],
                condition=models.Q(admission="admitted") & ~models.Q(subject="admission"),
                name="review_admitted_once",
            ),
        ]

    @property
    def is_late(self) -> bool:
        """Say whether it came in after the petitioner's period."""
        return self.last_day is not None and self.asked_on > self.last_day

    def __str__(self) -> str:
        return f"{self.stage} {self.number}"

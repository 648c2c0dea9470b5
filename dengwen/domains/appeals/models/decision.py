"""What a review decided, as a whole and claim by claim, and that the petitioner was given it."""

from typing import ClassVar

from django.db import models


class ReviewDecision(models.Model):
    """A review or re-review opinion (复查意见书、复核意见书). Once made it never changes; ``text_sha256`` freezes it.

    ``effect``: stands, changed or anew, whatever a country calls its ``outcome``. ``further_told`` says what the
    petitioner may do next.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "request_id", "number", "outcome", "effect", "ground", "decided_on", "decided_by_id",
        "text_sha256",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("facts_found", "reasons", "legal_basis", "further_told")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="review_decisions")
    request = models.ForeignKey("appeals.ReviewRequest", models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=60)
    outcome = models.CharField(max_length=24)
    effect = models.CharField(max_length=12)
    ground = models.CharField(max_length=24, blank=True)
    facts_found = models.TextField()
    reasons = models.TextField()
    legal_basis = models.TextField()
    further_told = models.TextField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request"], name="review_decided_once")]

    def __str__(self) -> str:
        return self.number


class ClaimVerdict(models.Model):
    """What a review decided of one claim. ``result`` is the new one where the answer was changed."""

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "decision_id", "claim_id", "outcome", "effect", "ground", "result_before", "result",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("words",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    decision = models.ForeignKey("appeals.ReviewDecision", models.PROTECT, related_name="verdicts")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=24)
    effect = models.CharField(max_length=12)
    ground = models.CharField(max_length=24, blank=True)
    result_before = models.CharField(max_length=16)
    result = models.CharField(max_length=16, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "claim"], name="claim_verdict_once"),
        ]

    def __str__(self) -> str:
        return self.outcome


class DecisionService(models.Model):
    """A service record (送达回证) of a review decision; the period for re-review counts from it (L22 Art.36)."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "decision_id", "method", "served_on", "through_id", "by_id")
    LEDGER_DIGESTED: ClassVar = ("received_by",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    decision = models.ForeignKey("appeals.ReviewDecision", models.PROTECT, related_name="services")
    method = models.CharField(max_length=16)
    served_on = models.DateField()
    received_by = models.CharField(max_length=120)
    through = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision"], name="review_decision_served_once")]

    def __str__(self) -> str:
        return f"{self.method} on {self.served_on}"

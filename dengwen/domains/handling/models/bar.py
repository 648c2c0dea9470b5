"""What a redone opinion may not say again."""

from typing import ClassVar

from django.db import models


class OpinionBar(models.Model):
    """The answer to a claim that a review revoked for its facts or its basis (LSD Art.45).

    A later opinion may not give the same result for nearly the same facts and reasons; ``ground`` is of the code list
    ``review_grounds``.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "claim_id", "opinion_id", "ground", "result", "barred_on")
    LEDGER_DIGESTED: ClassVar = ("facts_found", "reasons")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, related_name="+")
    opinion = models.ForeignKey("handling.Opinion", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=24)
    result = models.CharField(max_length=16)
    facts_found = models.TextField()
    reasons = models.TextField()
    barred_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "claim"], name="opinion_bar_once"),
        ]

    def __str__(self) -> str:
        return f"not {self.result} again"

"""Why a claim was decided as it was."""

from typing import ClassVar

from django.db import models


class ClaimReasons(models.Model):
    """The reasons of the answer to a claim in one round; beside the facts found, what ought to have happened.

    L22 Art.32: the opinion states facts and reasons; PHS-4: what happened against what should have happened.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "claim_id", "round")
    LEDGER_DIGESTED: ClassVar = ("reasons", "should_have")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, related_name="reasons")
    round = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    should_have = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]
        constraints = [models.UniqueConstraint(fields=["claim", "round"], name="reasons_once_a_round")]

    def __str__(self) -> str:
        return f"reasons of round {self.round}"

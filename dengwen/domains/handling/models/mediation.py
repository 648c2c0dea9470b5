"""Mediation, and what both sides agreed."""

from typing import ClassVar

from django.db import models


class Mediation(models.Model):
    """A mediation (调解) that both sides wanted; it ends with an agreement or without one (L22 Art.33).

    ``method`` is MEDIATED or SETTLED (code list ``resolution_methods``) once there is an agreement.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "round", "begun_on", "ended_on", "method", "agreement_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("mediator", "balance", "terms")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="mediations")
    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    mediator = models.CharField(max_length=120)
    balance = models.TextField()
    begun_on = models.DateField()
    ended_on = models.DateField(null=True)
    method = models.CharField(max_length=24, blank=True)
    terms = models.TextField(blank=True)
    agreement = models.ForeignKey("letters.Attachment", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="mediation_number_once")]

    def __str__(self) -> str:
        return f"mediation {self.number}"


class MediationConsent(models.Model):
    """That one side wants the mediation: who said so, when, how, and the paper that shows it."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "mediation_id", "side", "given_on", "method", "paper_id")
    LEDGER_DIGESTED: ClassVar = ("who",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    mediation = models.ForeignKey("handling.Mediation", models.PROTECT, related_name="consents")
    side = models.CharField(max_length=12)
    who = models.CharField(max_length=120)
    given_on = models.DateField()
    method = models.CharField(max_length=16)
    paper = models.ForeignKey("letters.Attachment", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "side"], name="consent_once_a_side")]

    def __str__(self) -> str:
        return f"{self.side} on {self.given_on}"


class SettlementItem(models.Model):
    """What one article of the agreement promises; carrying the agreement out makes a remedy of it."""

    LEDGER_PLAIN: ClassVar = ("matter_id", "mediation_id", "claim_id", "kind", "owner_id", "due")
    LEDGER_DIGESTED: ClassVar = ("text",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    mediation = models.ForeignKey("handling.Mediation", models.PROTECT, related_name="items")
    claim = models.ForeignKey("cases.Claim", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=24)
    text = models.TextField()
    owner = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    due = models.DateField()

    def __str__(self) -> str:
        return self.kind

"""Pairs of matters that may be one, and what people decided on them."""

from django.db import models
from django.db.models import F, Q

from dengwen.domains.linkage.states import Answer


class MatterPair(models.Model):
    """Two matters that may be one. ``one`` has the smaller id, so that there is one row for two matters, ever.

    ``agreements`` says for each comparison how they agree and what it weighs; nothing of a text and nothing of a
    person. ``offered``: it is put before people. ``sampled``: it was drawn, whatever its weight, to know how good the
    threshold is.
    ``answer`` repeats the last decision.
    """

    one = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    other = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    run = models.ForeignKey("linkage.LinkageRun", models.PROTECT, related_name="+")
    weight = models.FloatField()
    prior = models.FloatField()
    agreements = models.JSONField()
    offered = models.BooleanField()
    sampled = models.BooleanField()
    answer = models.CharField(max_length=9, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="linkage_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="linkage_pair_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["-weight", "id"], condition=Q(answer="", offered=True), name="linkage_undecided"
            ),
            models.Index(fields=["-weight", "id"], condition=~Q(answer=""), name="linkage_decided"),
            models.Index(fields=["id"], condition=Q(sampled=True), name="linkage_sampled"),
            models.Index(fields=["other"], name="linkage_pair_other"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class PairDecision(models.Model):
    """What a person decided on a pair, in which post, with which words. Written once; the last one stands."""

    pair = models.ForeignKey(MatterPair, models.PROTECT, related_name="decisions")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9)
    words = models.TextField(blank=True)
    weight = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=[answer.value for answer in Answer]), name="linkage_answer_known"
            ),
        ]
        indexes = [models.Index(fields=["pair", "-id"])]

    def __str__(self) -> str:
        return f"{self.answer} on pair {self.pair_id}"

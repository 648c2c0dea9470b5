"""Items of supervision: what a higher organ demands of an organ about its handling."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.supervision.states import ENDED, ItemState


class SupervisionItem(models.Model):
    """An item of supervision (督办): about the handling of ``organ``, never about a petitioner (L05 Art.36).

    It concerns a case (``matter``) or a duty of the organ. ``rule`` names the rule that raised it, with the limit and
    its day; then the rule's own words stand for ``grounds`` and ``demand``. ``about`` lets a rule raise each thing
    once. Every change of the item and its rows has its entry in the ledger's stream ``supervision/<id>``.
    """

    TOLD: ClassVar = (
        "organ_id", "by_organ_id", "by_id", "matter_id", "cause", "rule", "limit", "limit_day", "about", "raised_on",
        "due", "state", "returned", "ended_on", "ended_by_id",
    )  # fmt: skip
    TOLD_DIGESTED: ClassVar = ("grounds", "demand", "end_words")

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    by_organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    matter = models.ForeignKey("cases.Matter", models.PROTECT, null=True, related_name="+")
    cause = models.CharField(max_length=16)
    rule = models.CharField(max_length=24, blank=True)
    limit = models.CharField(max_length=24, blank=True)
    limit_day = models.DateField(null=True)
    about = models.CharField(max_length=60, blank=True)
    grounds = models.TextField(blank=True)
    demand = models.TextField(blank=True)
    raised_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, default=ItemState.OPEN.value)
    returned = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    end_words = models.TextField(blank=True)
    salt = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["organ", "due", "id"], name="supervision_of"),
            models.Index(fields=["by_organ", "due", "id"], name="supervision_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ItemState]), name="supervision_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(rule="") | (~Q(grounds="") & ~Q(demand="")), name="supervision_says_what"
            ),
            models.UniqueConstraint(
                fields=["matter", "cause"],
                condition=Q(matter__isnull=False) & ~Q(state__in=[state.value for state in ENDED]),
                name="supervision_cause_once",
            ),
            models.UniqueConstraint(fields=["about"], condition=~Q(about=""), name="supervision_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} of {self.organ_id}"


class SupervisionAnswer(models.Model):
    """What the supervised organ answered, with its evidence, and how who raised the item judged it."""

    TOLD: ClassVar = ("item_id", "number", "on", "by_id", "outcome", "judged_on", "judged_by_id")
    TOLD_DIGESTED: ClassVar = ("words", "evidence", "remarks")

    item = models.ForeignKey(SupervisionItem, models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    evidence = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, blank=True)
    remarks = models.TextField(blank=True)
    judged_on = models.DateField(null=True)
    judged_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="supervision_answer_once"),
            models.CheckConstraint(condition=~Q(evidence=""), name="supervision_answer_proven"),
        ]

    def __str__(self) -> str:
        return f"answer {self.number} to item {self.item_id}"


class SupervisionPaper(models.Model):
    """A file that goes with an answer: its facts; the bytes lie under their SHA-256. Written once."""

    TOLD: ClassVar = ("item_id", "answer_id", "media_type", "size", "sha256")
    TOLD_DIGESTED: ClassVar = ("name",)

    item = models.ForeignKey(SupervisionItem, models.PROTECT, related_name="papers")
    answer = models.ForeignKey(SupervisionAnswer, models.PROTECT, related_name="papers")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class SupervisionEscalation(models.Model):
    """An organ that was told because nobody answered in time; one step up at a time. Written once."""

    TOLD: ClassVar = ("item_id", "organ_id", "on", "due")
    TOLD_DIGESTED: ClassVar = ()

    item = models.ForeignKey(SupervisionItem, models.PROTECT, related_name="escalations")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    on = models.DateField()
    due = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "organ", "due"], name="supervision_told_once")]

    def __str__(self) -> str:
        return f"organ {self.organ_id} told of item {self.item_id}"

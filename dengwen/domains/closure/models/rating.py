"""What the petitioner says of the handling and the outcome."""

from typing import ClassVar

from django.db import models


class Rating(models.Model):
    """One rating (满意度评价), asked by an organ above the one that handled the matter (facts 2.3).

    ``handling`` and ``outcome`` are of the code list ``ratings``. It is the petitioner's fact and nobody's verdict:
    whoever is not satisfied is answered, by ``measure`` of ``rating_answers``. What she says about being pressed or
    kept away is no part of this row: it is a matter of its own, which the organ that it accuses does not see.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "asked_on", "way", "handling", "outcome", "asked_by_id", "measure", "told_on", "told_by",
        "answered_on", "answered_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("words", "answer")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="ratings")
    number = models.PositiveSmallIntegerField()
    asked_on = models.DateField()
    way = models.CharField(max_length=20)
    handling = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)
    words = models.TextField(blank=True)
    asked_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    measure = models.CharField(max_length=16, blank=True)
    answer = models.TextField(blank=True)
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=16, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="rating_number_once")]

    def __str__(self) -> str:
        return f"rating {self.number}"

"""Which organs had, or have, a part in a matter, and from when to when."""

from typing import ClassVar

from django.db import models


class Involvement(models.Model):
    """A dated part of an organ in a matter: why its people may see it although it lies elsewhere now.

    ``kind``: registered, sent, held, reviewing, joined (it holds the matter that this one is
    merged into). ``post`` says who acted, for the rule that nobody reviews what
    she handled.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "organ_id", "kind", "since", "until")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="involvements")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organ", "matter"])]
        constraints = [models.UniqueConstraint(fields=["matter", "organ", "kind"], name="involvement_once")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.organ_id}"

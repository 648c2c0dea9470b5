"""That two matters belong together though each is handled by itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Link(models.Model):
    """One end of a typed link (code list ``link_kinds``): each of the two matters has its own row of it.

    It joins matters, never people, and gives nobody sight of the other matter. In force while ``ended_on`` is empty.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "other_id", "kind", "since", "ended_on")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    other = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "other"], condition=Q(ended_on=None), name="matter_link_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.matter_id} and {self.other_id}"

"""Who is a party to a matter; who that is, is sealed elsewhere."""

from typing import ClassVar

from django.db import models


class Party(models.Model):
    """A party of one matter. ``person`` is empty for the anonymous; ``mask`` is all that lists may show.

    ``role``: petitioner, on_behalf (somebody for whom the petitioner speaks), representative (at most 5).
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "role", "mask", "person_id")
    LEDGER_DIGESTED: ClassVar = ("note",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="parties")
    person = models.ForeignKey("identity.SealedPerson", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    mask = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter"]), models.Index(fields=["person"])]

    def __str__(self) -> str:
        return self.mask or self.role

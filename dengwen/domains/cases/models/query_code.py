"""The code with which one petitioner looks up one case."""

from typing import ClassVar

from django.db import models


class QueryCode(models.Model):
    """A query code (查询码): only its keyed digest is kept, so that nobody here can act with it.

    One party has one code in force; a new one ends the one before. ``party`` is empty for a petition that names
    nobody: then the code stands for whoever brought it. Each of several petitioners has a code of her own.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "party_id", "since", "until", "digest")
    LEDGER_DIGESTED: ClassVar = ()

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="query_codes")
    party = models.ForeignKey("cases.Party", models.PROTECT, null=True, related_name="query_codes")
    digest = models.BinaryField(max_length=32, unique=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["matter"])]

    def __str__(self) -> str:
        return f"query code of {self.since}"

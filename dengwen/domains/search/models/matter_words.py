"""The words of each matter as the search finds them."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class MatterWords(models.Model):
    """All words of a matter in one row; nothing of it is in the ledger, for it follows from the rows (``sweep``)."""

    matter = models.OneToOneField("cases.Matter", models.PROTECT, related_name="+")
    received_on = models.DateField()
    words = SearchVectorField()

    class Meta:
        indexes = [models.Index(fields=["-received_on", "-matter"], name="search_newest")]

    def __str__(self) -> str:
        return f"words of matter {self.matter_id}"


class Waiting(models.Model):
    """A matter whose words are still to be written: what comes by the thousand is written by the worker.

    Until then the search reads its texts one by one, so it is found all the same. ``post``: who brought it, and in
    whose scope the worker writes; None: the console writes.
    """

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    post = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"matter {self.matter_id} waits"

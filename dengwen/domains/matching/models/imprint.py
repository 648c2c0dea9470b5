"""By what an earlier matter is found again: a few keys of its words, and which keys are too common to say anything."""

from django.db import models


class Imprint(models.Model):
    """The keys (``rules/keys.py``) of the words that came into a matter at once; written in that transaction.

    Nothing of it is in the ledger: it follows from the words and can be made again (``verbs/sweep.py``). A key is
    short and stands for many words: no text can be read from it. ``keys``: separated by spaces.
    """

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    keys = models.TextField()

    def __str__(self) -> str:
        return f"imprint of matter {self.matter_id}"


class CommonKey(models.Model):
    """A key that so many matters have that nothing is found by it; the sweep counts."""

    key = models.CharField(max_length=8, primary_key=True)

    def __str__(self) -> str:
        return self.key

"""Where each stream ends, so that a cut tail shows."""

from django.db import models


class Head(models.Model):
    """The last entry of a stream: its number and hash."""

    kind = models.CharField(max_length=12)
    subject = models.BigIntegerField()
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="ledger_one_head")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.subject} ends at {self.seq}"

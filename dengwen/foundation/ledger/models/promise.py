"""What the site promised, in the transaction of the registration, about the entry that it wrote."""

from django.db import models


class Promise(models.Model):
    """The signed promise for one entry: whatever becomes of the entry, this is what its petitioner was told."""

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    seq = models.IntegerField()
    number = models.CharField(max_length=40)
    organ = models.CharField(max_length=200)
    at = models.DateTimeField()
    entry_hash = models.BinaryField()
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "seq"], name="ledger_one_promise_an_entry")
        ]

    def __str__(self) -> str:
        return f"promise for {self.number}"

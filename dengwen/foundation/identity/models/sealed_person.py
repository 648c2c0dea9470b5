"""Who a petitioner is, sealed: only ciphertext and blind indexes are in the database."""

from django.db import models


class SealedPerson(models.Model):
    """Name, phone, address and the like of one party of one case, as an AES-GCM envelope.

    One row belongs to one party of one case: people are not joined into a register (facts, part 7). The blind
    indexes serve exact look-up only. ``key_id`` names the key that wraps the data key, ``blind_key`` that of the
    indexes.
    """

    key_id = models.CharField(max_length=16)
    blind_key = models.CharField(max_length=16, default="k1", db_default="k1")
    sealed = models.BinaryField()
    blind_name = models.BinaryField(null=True)
    blind_phone = models.BinaryField(null=True)
    blind_document = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["blind_name"]), models.Index(fields=["blind_phone"])]

    def __str__(self) -> str:
        return f"sealed person {self.pk}"

"""One line of the ledger."""

from django.db import models
from django.db.models.functions import Cast


class TransactionNumber(models.Func):
    """PostgreSQL's number of the running transaction: the deferred guard asks for an entry that carries it."""

    function = "pg_current_xact_id"
    template = "%(function)s()::text::bigint"
    arity = 0


class Entry(models.Model):
    """A fact that was recorded, chained to the one before it in its stream.

    A stream is ``kind`` and ``subject`` (``case`` 17, ``organ`` 4, ``post`` 9): plain ids, no foreign keys,
    so the ledger stands on nothing. ``payload`` is canonical JSON, stored as the very text that was hashed.
    """

    kind = models.CharField(max_length=12)
    subject = models.BigIntegerField()
    seq = models.IntegerField()
    event = models.CharField(max_length=40)
    actor_post = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    payload = models.TextField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()
    txid = models.BigIntegerField(db_default=Cast(TransactionNumber(), models.BigIntegerField()))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "seq"], name="ledger_stream_order")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.subject}#{self.seq} {self.event}"

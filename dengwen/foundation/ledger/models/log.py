"""The Merkle log over all entries: leaves, the hashes above them, signed heads and the keys that sign."""

from django.db import models


class LogLeaf(models.Model):
    """The entry with id ``entry`` stands at ``index`` of the log; ``hash`` is its leaf hash."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"leaf {self.index}: entry {self.entry}"


class LogNode(models.Model):
    """The hash of the complete subtree over the leaves [index * 2**level, (index + 1) * 2**level); level 1 and up."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_one_log_node")]

    def __str__(self) -> str:
        return f"node {self.index} of level {self.level}"


class LogKey(models.Model):
    """A key that signs heads and receipts. Each but the first is signed by the one before it."""

    key_id = models.CharField(max_length=16, unique=True)
    public = models.BinaryField()
    since = models.DateTimeField()
    signed_by = models.CharField(max_length=16, blank=True)
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"key {self.key_id}"


class TreeHead(models.Model):
    """A signed statement of what the log held: so many leaves, this root, at this instant.

    ``through`` is the highest number of an entry in it, for the sequencer.
    """

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField()
    through = models.BigIntegerField()

    def __str__(self) -> str:
        return f"head of {self.size} leaves"

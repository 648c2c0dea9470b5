"""What a visitor of the portal has half-written. Not part of any case."""

from django.db import models


class PortalDraft(models.Model):
    """The answers given so far, sealed; after sending, the receipt for a day: a lost page is not a lost receipt.

    ``digest`` is the keyed digest of the code with which the visitor comes back. The code itself is inside ``sealed``.
    """

    digest = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"draft of {self.saved_at}"


class PortalDraftFile(models.Model):
    """A file that goes with a draft; name and bytes are sealed, for it may name somebody before there is a case."""

    draft = models.ForeignKey("cases.PortalDraft", models.CASCADE, related_name="files")
    name = models.BinaryField()
    sealed = models.BinaryField()
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"file of {self.size} bytes"


class PortalDeed(models.Model):
    """That something was done from one network address, kept for a few hours so that nobody floods the portal.

    ``digest`` is the keyed digest of deed and address: neither of them is here.
    """

    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"deed at {self.at}"

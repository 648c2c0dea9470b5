"""That somebody tried a number and a query code that do not belong together."""

from django.db import models


class WrongEntry(models.Model):
    """One wrong attempt at the portal's entrance, kept for an hour at most and no part of any case.

    ``digest`` is the keyed digest of what was tried or of where it came from: neither number nor address is here.
    """

    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"wrong entry at {self.at}"

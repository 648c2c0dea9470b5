"""A petitioner's passkey, and the cases that she has shown to be hers."""

from django.db import models


class PortalAccount(models.Model):
    """One passkey and what it opens; no name, no profile, and no case that could be read from here.

    ``openings`` is sealed: numbers and digests of the query codes that she has shown. It opens a case only as long
    as that code is in force, so a new code shuts out whoever had the old one, and her own passkey until she shows it.
    """

    handle = models.BinaryField(max_length=64, unique=True)
    credential = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    openings = models.BinaryField()
    since = models.DateField()

    def __str__(self) -> str:
        return f"passkey of {self.since}"

"""One letter, visit, call or message."""

from typing import ClassVar

from django.db import models


class Contact(models.Model):
    """A contact (信访件): each time something comes in, it attaches to a matter.

    ``row_digest`` names the row of a foreign register that it was imported from, so that no row comes in twice.
    ``people`` is the number of people who came or signed, as the law needs it for representatives (at most 5).
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id",
        "channel",
        "source",
        "received_on",
        "people",
        "row_digest",
        "first",
    )
    LEDGER_DIGESTED: ClassVar = ("text", "reply")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="contacts")
    channel = models.CharField(max_length=20)
    source = models.CharField(max_length=24)
    received_on = models.DateField()
    text = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    people = models.PositiveIntegerField(default=1)
    first = models.BooleanField(default=False)
    row_digest = models.BinaryField(null=True, max_length=32)

    class Meta:
        indexes = [models.Index(fields=["matter", "received_on"])]
        constraints = [models.UniqueConstraint(fields=["row_digest"], name="contact_row_once")]

    def __str__(self) -> str:
        return f"{self.channel} of {self.received_on}"

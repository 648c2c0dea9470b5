"""What contact a petitioner wishes, and the contacts that were made within that wish."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ContactWish(models.Model):
    """What one petitioner said about being contacted (plan S32): not at all, or by these ways, at these times.

    ``ways``: codes of ``talk_ways``, a space between them, none of them her home; ``days_between``: she is contacted
    once in so many days at most. The last one counts; she may change it on any day, and nothing hangs on it.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "party_id", "wanted", "ways", "days_between", "said_on", "how", "by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("times",)

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="contact_wishes")
    number = models.PositiveSmallIntegerField()
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="+")
    wanted = models.BooleanField()
    ways = models.CharField(max_length=80, blank=True)
    times = models.CharField(max_length=200, blank=True)
    days_between = models.PositiveSmallIntegerField(null=True)
    said_on = models.DateField()
    how = models.CharField(max_length=20)
    by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="contact_wish_number_once"),
            models.CheckConstraint(
                condition=Q(wanted=False, ways="", days_between=None)
                | (Q(wanted=True, days_between__isnull=False) & ~Q(ways="")),
                name="contact_wish_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.number}"


class PetitionerTalk(models.Model):
    """A contact that the organ sought with a petitioner (约谈回访) under ``wish``: why, how, what came of it, what aid.

    Never at her home; whoever was not asked, or wishes none, is not contacted. Written once.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "party_id", "wish_id", "purpose", "way", "held_on", "declined", "who_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("outcome", "aid")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="talks")
    number = models.PositiveSmallIntegerField()
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="+")
    wish = models.ForeignKey(ContactWish, models.PROTECT, related_name="talks")
    purpose = models.CharField(max_length=12)
    way = models.CharField(max_length=12)
    held_on = models.DateField()
    declined = models.BooleanField(default=False)
    outcome = models.TextField()
    aid = models.TextField(blank=True)
    who = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="talk_number_once"),
            models.CheckConstraint(condition=~Q(outcome=""), name="talk_says"),
        ]

    def __str__(self) -> str:
        return f"talk {self.number}"

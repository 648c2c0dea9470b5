"""One message a day to one person."""

from django.db import models


class Digest(models.Model):
    """The reminders of a day for one person: those after the digest before up to the reminder ``upto``.

    ``outcome`` is empty while it waits, then ``sent``, ``folded`` (into a later one), ``no_address`` or ``refused``
    (no server takes the address). ``trouble`` says why the last try failed.
    """

    account = models.ForeignKey("staff.Account", models.PROTECT, related_name="+")
    day = models.DateField()
    upto = models.BigIntegerField()
    outcome = models.CharField(max_length=12, blank=True)
    settled_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["day"], condition=models.Q(outcome=""), name="digest_waiting")]
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"digest of {self.day} for account {self.account_id}"

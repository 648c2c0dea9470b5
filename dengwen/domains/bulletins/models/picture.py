"""What the figures know of a matter, before and after a change, until it is folded into the tally."""

from django.db import models


class Picture(models.Model):
    """The measured columns of a matter: counted (``sign`` 1) or taken back (-1).

    Written by triggers on the matters, in the transaction of the change; the tally and the pictures not yet
    folded are together always exactly the matters. Columns are named as on the matter, so that one condition
    serves the list and the count.
    """

    sign = models.SmallIntegerField()
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    held = models.BooleanField()
    category = models.CharField(max_length=8)
    channel = models.CharField(max_length=20)
    source = models.CharField(max_length=24)
    received_on = models.DateField()
    accept_due = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    handling_due = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    close_basis = models.CharField(max_length=16, blank=True)
    ended_on = models.DateField(null=True)
    merged_into = models.BigIntegerField(null=True)
    returned_in = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.sign:+d} of organ {self.organ_id}"

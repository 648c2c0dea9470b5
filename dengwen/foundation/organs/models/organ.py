"""An organ: police at any level, one of its units, or an outside body that sends and receives."""

from django.db import models


class Organ(models.Model):
    """An organ as it stands today; what it was called and where it stood before is in :class:`OrganPeriod`.

    ``level``: ministry, province, city, county, station, unit, outside. ``kind``: the code list
    ``organ_kinds``. An organ is never deleted: ``closed_on`` ends it and ``successor`` answers for its cases.
    """

    code = models.CharField(max_length=12, unique=True, null=True)
    division = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    level = models.CharField(max_length=12)
    kind = models.CharField(max_length=32)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    founded_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["parent", "level"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(successor=None) | models.Q(closed_on__isnull=False),
                name="organ_successor_if_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

"""A mapping that is kept under a name."""

from django.db import models


class SavedMapping(models.Model):
    """The text of a mapping (TOML) that the people of an organ made and use again."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="mapping_name_once")]

    def __str__(self) -> str:
        return self.name

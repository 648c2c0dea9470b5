"""Who opened whose identity, when and on what ground."""

from django.db import models


class IdentityReading(models.Model):
    """One opening of a sealed person; plain ids, so that the record outlives what was read.

    ``why`` is a code of ``reading_grounds``; ``ground`` says more in words, and must where the code says too little.
    """

    person = models.BigIntegerField()
    case = models.BigIntegerField()
    post = models.BigIntegerField()
    why = models.CharField(max_length=20, default="OTHER", db_default="OTHER")
    ground = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"])]

    def __str__(self) -> str:
        return f"post {self.post} opened person {self.person}"

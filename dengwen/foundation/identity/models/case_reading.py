"""Who read what of which case, and when."""

from django.db import models


class CaseReading(models.Model):
    """One page or file of a case that was shown to a post, or one list that was taken away (no case).

    Plain ids, so that the record outlives what was read. ``page``: what was asked for, without the case's own part
    (empty: the case page). What a petitioner reads of her own case is not written down.
    """

    case = models.BigIntegerField(null=True)
    post = models.BigIntegerField()
    page = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-at"]),
            models.Index(fields=["post", "-at"]),
            models.Index(fields=["-at"]),
        ]

    def __str__(self) -> str:
        return f"post {self.post} read {self.page or 'the page'} of case {self.case}"

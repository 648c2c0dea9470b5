"""The secret by which a calendar program asks for the days of a post."""

from django.db import models


class CalendarKey(models.Model):
    """The digest of the secret in a calendar's address; the secret itself is kept nowhere.

    ``content`` is the digest of what was last answered and ``changed_at`` when it changed, so that a program learns
    that nothing is new.
    """

    post = models.OneToOneField("staff.Post", models.PROTECT, related_name="+")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    content = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of post {self.post_id}"

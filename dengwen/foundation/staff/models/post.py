"""A post: who, in which organ, in which role, from when to when."""

from django.db import models


class Post(models.Model):
    """A person's function in an organ. ``until`` is the last day on which it holds; open when empty.

    ``role`` is a code of the list ``roles``. One person may hold several posts and acts as one at a time.
    """

    account = models.ForeignKey("staff.Account", models.PROTECT, related_name="posts")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organ", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.organ}"

"""What a member of staff keeps on the desk: half-written forms and saved filters. Not part of any case."""

from django.db import models


class IntakeDraft(models.Model):
    """A half-written form, sealed, because it may hold a petitioner's name before there is a case."""

    post = models.ForeignKey("staff.Post", models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "form"], name="draft_one_a_form")]

    def __str__(self) -> str:
        return f"{self.form} of post {self.post_id}"


class SavedFilter(models.Model):
    """A named filter of the case list: the query string as it stands in the URL."""

    account = models.ForeignKey("staff.Account", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="saved_filter_name_once")]

    def __str__(self) -> str:
        return self.name

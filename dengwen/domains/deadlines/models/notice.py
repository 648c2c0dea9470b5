"""Holiday notices that this installation adopted."""

from django.db import models


class HolidayNotice(models.Model):
    """The working days of one or more years as an official notice says them; laid over the calendar built in.

    Its id is the version of the calendar: a notice never changes, a correction is a new one. ``days`` holds, by
    ISO day, ``on`` (a weekend day that is worked) or the name of the holiday.
    """

    calendar = models.CharField(max_length=8)
    years = models.JSONField()
    days = models.JSONField()
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.calendar} {self.years}"

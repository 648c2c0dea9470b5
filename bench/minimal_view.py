"""The yardstick: a minimal Django view on this server, as anybody would write it on the first day.

One indexed query through the ORM, 25 rows, one template: no session, no account, no right, no row-level security. It
runs behind the same middleware, in the same process and on the same database as the pages measured against it.
"""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ROWS = 25


class Row(models.Model):
    """A row of the table that ``bench/fill.sql`` makes beside the matters; no policy stands on it."""

    number = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=24)
    due = models.DateField()
    organ_id = models.BigIntegerField()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        app_label = "bench"
        db_table = "bench_row"
        managed = False

    def __str__(self) -> str:
        return self.number


class Written(models.Model):
    """What the minimal form stores."""

    organ_id = models.BigIntegerField()
    title = models.TextField()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        app_label = "bench"
        db_table = "bench_written"
        managed = False

    def __str__(self) -> str:
        return self.title


def minimal(request: HttpRequest) -> HttpResponse:
    """Show 25 rows of one organ."""
    rows = Row.objects.filter(organ_id=request.GET.get("organ", "1")).order_by("due", "id")[:ROWS]
    return render(request, "bench/minimal.html", {"rows": rows})


def minimal_write(request: HttpRequest) -> HttpResponse:
    """Store one row and send the reader on: the least that a form can do."""
    row = Written.objects.create(organ_id=request.POST.get("organ", "1"), title=request.POST.get("title", ""))
    response = HttpResponse(status=303)
    response["Location"] = f"/bench/minimal/?done={row.pk}"
    return response

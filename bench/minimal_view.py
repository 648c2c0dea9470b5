"""The yardstick: the least that a Django view can be on this server.

One indexed query, 25 rows, one template: no session, no account, no right, no row-level security by post. It runs
behind the same middleware, in the same process and on the same database as the pages that are measured against it.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ROWS = 25
# The superuser fills this table beside the matters (bench/fill.sql): no policy stands on it, as in any small site.
_QUERY = "SELECT id, number, title, state, due FROM bench_row WHERE organ_id = %s ORDER BY due, id LIMIT 25"
_WRITE = "INSERT INTO bench_written (organ_id, title) VALUES (%s, %s) RETURNING id"


def minimal(request: HttpRequest) -> HttpResponse:
    """Show 25 rows of one organ."""
    names = ("id", "number", "title", "state", "due")
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [request.GET.get("organ", "1")])
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return render(request, "bench/minimal.html", {"rows": rows})


def minimal_write(request: HttpRequest) -> HttpResponse:
    """Store one row and send the reader on: the least that a form can do."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [request.POST.get("organ", "1"), request.POST.get("title", "")])
        (pk,) = cursor.fetchone()
    response = HttpResponse(status=303)
    response["Location"] = f"/bench/minimal/?done={pk}"
    return response

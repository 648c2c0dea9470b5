"""What is said when PostgreSQL stopped a statement of a page because it took too long."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from psycopg.errors import QueryCanceled


def limit_statements(options: dict[str, Any], seconds: int) -> None:
    """Let PostgreSQL stop what takes longer in every connection that is opened with ``options`` from now on."""
    if seconds > 0:
        options["options"] = f"{options.get('options', '')} -c statement_timeout={seconds * 1000}".strip()


class TooLongMiddleware:
    """Answer a stopped statement with a page of its own (503); the transaction of the page was rolled back whole.

    The page is fixed words in both languages: a frame would ask the database that is too busy to answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for a statement that was stopped, and nothing for every other error."""
        if isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled):
            return HttpResponse(
                render_to_string("too_long.html"), status=503, headers={"Cache-Control": "no-store"}
            )
        return None

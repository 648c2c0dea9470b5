"""Which HTTP methods this site knows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

KNOWN = ("GET", "HEAD", "POST")


class KnownMethodsMiddleware:
    """Refuses every other method (405): a view would answer TRACE or PUT like GET, and no reading would be noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through when its method is known."""
        return self.get_response(request) if request.method in KNOWN else HttpResponseNotAllowed(KNOWN)

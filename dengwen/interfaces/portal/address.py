"""From which network address a request comes."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the address: behind the proxy of an installation with HTTPS, the last one that the proxy wrote down."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    last = forwarded.rpartition(",")[2].strip()
    return last or str(request.META.get("REMOTE_ADDR", ""))

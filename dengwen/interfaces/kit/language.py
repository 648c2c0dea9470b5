"""The language of a page: what the reader chose, else what the browser asks for, else the installation's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

_YEAR = 365 * 24 * 3600
# Beside Django's own note of the language, which is slow to read: a page asks for it some hundred times.
_spoken: ContextVar[str | None] = ContextVar("dengwen_language", default=None)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak the language ``code`` inside the block; nobody else here switches languages (a test sees to it)."""
    token = _spoken.set(code)
    try:
        with translation.override(code):
            yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """Return the code of the language that is spoken now: ``zh-hans`` or ``en``."""
    return _spoken.get() or translation.get_language() or settings.LANGUAGE_CODE


class AccountLanguageMiddleware:
    """Reads the cookie that sign-in (from the account) and the language switch set; it needs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Show the page in the reader's language."""
        code = translation.get_language_from_request(request)
        with speaking(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the choice in the browser, for the pages before and after sign-in too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )

"""What desk and portal both know of a session: that a registrar writes for somebody, and which draft is written."""

from django.http import HttpRequest

SCRIBE_KEY = "scribe_post"
DRAFT_KEY = "portal_draft"


def begin_writing(request: HttpRequest, post: int) -> None:
    """Let the registrar who acts as ``post`` write for somebody; what she wrote for the one before stays behind."""
    request.session.pop(DRAFT_KEY, None)
    request.session[SCRIBE_KEY] = post

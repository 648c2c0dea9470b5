"""Which draft the visitor writes: found by the session, or, where that was lost, by the sealed mark in the form."""

from datetime import datetime

from django.core import signing
from django.http import HttpRequest

from dengwen.domains.cases.reads.portal_drafts import Draft, portal_draft
from dengwen.domains.cases.rules.portal import DRAFT_DAYS
from dengwen.domains.cases.verbs.portal_drafts import begin_draft
from dengwen.domains.cases.verbs.portal_rate import count_deed
from dengwen.interfaces.kit.scribe import DRAFT_KEY
from dengwen.interfaces.portal.address import address_of

_SALT = "dengwen.portal-draft"
_MAX_AGE = DRAFT_DAYS * 24 * 3600


def draft_here(request: HttpRequest, at: datetime) -> Draft | None:
    """Return the visitor's draft or None; a form that was sent after the session ended brings its draft with it."""
    found = request.session.get(DRAFT_KEY)
    if found is None and request.method == "POST":
        found = _marked(request.POST.get("draft", ""))
    return portal_draft(int(found), at=at) if found is not None else None


def draft_to_write(request: HttpRequest, at: datetime) -> int:
    """Return the id of the draft to write into, a new one if need be; raises ``portal.too_often``."""
    found = draft_here(request, at)
    if found is None or found.receipt is not None:
        count_deed(deed="begin", address=address_of(request), at=at)
        pk = begin_draft(at=at)
    else:
        pk = found.id
    take_up(request, pk)
    return pk


def take_up(request: HttpRequest, draft: int) -> None:
    """Let the visitor go on with this draft."""
    if request.session.get(DRAFT_KEY) != draft:
        request.session.cycle_key()
        request.session[DRAFT_KEY] = draft


def leave(request: HttpRequest) -> None:
    """Let go of the draft: who sits down next does not find it."""
    if request.session.pop(DRAFT_KEY, None) is not None:
        request.session.cycle_key()


def mark_of(draft: Draft | None) -> str:
    """Return what a form carries so that a lost session loses nothing; empty before there is a draft."""
    return signing.dumps(draft.id, salt=_SALT) if draft else ""


def _marked(mark: str) -> int | None:
    try:
        return int(signing.loads(mark, salt=_SALT, max_age=_MAX_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None

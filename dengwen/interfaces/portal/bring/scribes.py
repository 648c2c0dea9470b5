"""A registrar who writes down what somebody says: the desk sends her here, and her post acts at the end."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.permissions.sign_in import actor_of_session
from dengwen.interfaces.kit.scribe import SCRIBE_KEY


def is_scribe(request: HttpRequest) -> bool:
    """Say whether this is written down for somebody else."""
    return SCRIBE_KEY in request.session


def scribe_of(request: HttpRequest, at: datetime) -> Actor | None:
    """Return the registrar who writes, or None for a visitor; raises ``right.missing`` when her post may not."""
    if not is_scribe(request):
        return None
    actor = actor_of_session(request, local_day(at, settings.TIME_ZONE))
    if actor is None or actor.post != request.session[SCRIBE_KEY]:
        raise Refusal("scribe.other_post")
    actor.require(Right.REGISTER)
    return actor


def stop_writing(request: HttpRequest) -> None:
    """Let the registrar go back to her desk."""
    request.session.pop(SCRIBE_KEY, None)

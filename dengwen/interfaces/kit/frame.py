"""What the frame around every page needs. It asks the database nothing: all of it is with the request already."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.kiosk import COOKIE as KIOSK
from dengwen.interfaces.kit.sentences import lang

POSTS_KEY = "dengwen_posts"


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the left column: shown to whoever has the right."""

    path: str
    words: str | Promise
    right: Right


PLACES = (
    Place("/", _("My work"), Right.READ_CASE),
    Place("/reminders/", _("Reminders"), Right.READ_ORGANS),
    Place("/register/", _("Register"), Right.REGISTER),
    Place("/cases/", _("Cases"), Right.READ_CASE),
    Place("/review/", _("Review"), Right.EXAMINE),
    Place("/lookback/", _("Look-back"), Right.READ_LOOKBACK),
    Place("/supervision/", _("Supervision"), Right.READ_CASE),
    Place("/cooperation/", _("Cooperation"), Right.READ_CASE),
    Place("/figures/", _("Figures"), Right.READ_FIGURES),
    Place("/bulletins/", _("Bulletins"), Right.READ_FIGURES),
    Place("/campaigns/", _("Campaigns"), Right.READ_CASE),
    Place("/records/", _("Retention"), Right.HOLD_FILE),
    Place("/import/", _("Import"), Right.IMPORT),
    Place("/linkage/", _("Linkage"), Right.LINK),
    Place("/organs/", _("Organs"), Right.READ_ORGANS),
    Place("/rules/", _("Rules"), Right.READ_ORGANS),
    Place("/readings/", _("Who read what"), Right.READ_READINGS),
    Place("/organs/staff/", _("Staff"), Right.MANAGE_STAFF),
)


class Frame:
    """Service name, language, the acting post, and the places this post may go to."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self.demo: bool = settings.DEMO
        self.languages = settings.LANGUAGES
        self.language = get_language() or settings.LANGUAGE_CODE
        self.html_lang = "zh-Hans" if lang() == "zh" else "en"
        self.service = settings.SERVICE_NAME_ZH if lang() == "zh" else settings.SERVICE_NAME_EN

    @property
    def kiosk(self) -> bool:
        """Say whether this browser is a screen of a reception hall."""
        return bool(self._request.COOKIES.get(KIOSK))

    @property
    def signed_in(self) -> bool:
        """Say whether somebody is signed in, with a post or without."""
        return self.actor is not None or SESSION_KEY in getattr(self._request, "session", ())

    @cached_property
    def places(self) -> list[tuple[Place, bool]]:
        """Return the places of the column, each with whether we are there."""
        actor = self.actor
        if actor is None:
            return []
        shown = [place for place in PLACES if actor.has(place.right)]
        path = self._request.path
        here = max((p.path for p in shown if path == p.path or _within(path, p.path)), key=len, default="")
        return [(place, place.path == here) for place in shown]

    @property
    def may_register(self) -> bool:
        """Say whether the post may register petitions: then that is the main action."""
        return self.actor is not None and self.actor.has(Right.REGISTER)

    @property
    def may_search(self) -> bool:
        """Say whether there are cases for this post to look for."""
        return self.actor is not None and self.actor.has(Right.READ_CASE)

    @cached_property
    def organ_name(self) -> str:
        """Return the name of the organ that the acting post belongs to, in the language of the page."""
        if self.actor is None:
            return ""
        for post in self._posts:
            if post["id"] == self.actor.post and lang() == "en" and post["name_en"]:
                return str(post["name_en"])
        return self.actor.organ_name

    @property
    def other_posts(self) -> list[dict[str, Any]]:
        """Return the further posts of this person, as they were at sign-in."""
        mine = self.actor.post if self.actor else None
        return [post for post in self._posts if post["id"] != mine]

    @property
    def back_to(self) -> str:
        """Return where to go on after switching the language: the page itself, if it can be asked for again."""
        if self._request.method == "GET":
            return self._request.get_full_path()
        return urlsplit(self._request.headers.get("Referer", "")).path or "/"

    @cached_property
    def _posts(self) -> list[dict[str, Any]]:
        session = getattr(self._request, "session", None)
        return list(session.get(POSTS_KEY, [])) if session is not None else []


def _within(path: str, place: str) -> bool:
    return place != "/" and path.startswith(place)


def frame(request: HttpRequest) -> dict[str, object]:
    """Give every template its frame, and one token for all forms of the page."""
    token = SimpleLazyObject(lambda: get_token(request))
    field = SimpleLazyObject(
        lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    )
    return {"frame": Frame(request), "csrf_token": token, "csrf_input": field}

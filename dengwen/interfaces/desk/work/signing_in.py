"""Who comes in: the steps of signing in, without the pages."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.foundation.permissions.sessions import latest_end
from dengwen.foundation.permissions.sign_in import GIVEN_KEY, OWN_PASSWORD, POST_KEY, SEEN_KEY
from dengwen.foundation.staff.reads.posts import posts_of_account
from dengwen.foundation.staff.rules.passwords import LONGEST
from dengwen.foundation.staff.verbs.record_failed_sign_in import record_failed_sign_in
from dengwen.foundation.staff.verbs.record_sign_in import record_sign_in
from dengwen.interfaces.kit.frame import POSTS_KEY
from dengwen.interfaces.kit.language import remember_language

LONGEST_NAME = 60


class WrongSignInError(Exception):
    """Name and password do not belong together, or the account is locked or shut: nobody is told which."""


class NoPostError(Exception):
    """The person holds no post today, so there is nothing that she could act as."""


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """One invented person of the demo, to be entered by a button."""

    role: str
    username: str
    name: str
    organ: str
    password: str


def demo_sign_ins() -> list[DemoSignIn]:
    """Return the invented people of a demo installation; none anywhere else."""
    path = settings.DATA / "demo-sign-ins.json"
    if not settings.DEMO or not path.is_file():
        return []
    columns = ("role", "username", "name", "organ", "password")
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [DemoSignIn(**{name: str(row.get(name, "")) for name in columns}) for row in rows]


def sign_in_with(request: HttpRequest, username: str, password: str, at: datetime) -> HttpResponse:
    """Begin the session and return where to go; raises :class:`WrongSignInError`, :class:`NoPostError`."""
    username = username.strip()[:LONGEST_NAME]
    # No account has a longer one, and reading it costs time.
    password = password if len(password) <= LONGEST else ""
    # The password is always looked at first: a locked or unknown name takes as long as a wrong password.
    account: Any = authenticate(request, username=username, password=password)
    if account is None:
        record_failed_sign_in(username=username, at=at)
        raise WrongSignInError
    posts = posts_of_account(account.pk, local_day(at, settings.TIME_ZONE))
    try:
        record_sign_in(account=account.pk, at=at)
    except Refusal as refusal:
        raise WrongSignInError from refusal
    if not posts:
        raise NoPostError
    login(request, account)
    keep_posts(request, posts)
    request.session[POST_KEY] = posts[0].pk
    request.session[SEEN_KEY] = at.timestamp()
    # A fixed instant: Django would count the twelve hours anew each time that the session is written.
    request.session.set_expiry(latest_end())
    onward = next_page(request)
    if account.password_given:
        request.session[GIVEN_KEY] = True
        onward = OWN_PASSWORD
    response = HttpResponseRedirect(onward if len(posts) == 1 else "/post/?" + urlencode({"next": onward}))
    remember_language(response, account.language)
    return response


def keep_posts(request: HttpRequest, posts: list[Any]) -> None:
    """Remember in the session which posts there are to choose from, so that no page must ask."""
    request.session[POSTS_KEY] = [
        {"id": post.pk, "role": post.role, "name": post.organ.name, "name_en": post.organ.name_en}
        for post in posts
    ]


def next_page(request: HttpRequest) -> str:
    """Return the page of this site that the reader was on the way to; "/" when it is none of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else "/"

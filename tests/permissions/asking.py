"""Asking for a page as somebody, and the answer in a word."""

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from dengwen.domains.cases.models import Matter
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.desk.clients import client_of as signed_in
from tests.permissions.forms import form_for
from tests.permissions.world import World

WORDS = {200: "yes", 302: "goes on", 303: "goes on", 404: "no", 405: "never", 409: "refused", 422: "refused",
         403: "refused", 400: "nonsense"}  # fmt: skip
ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Answer:
    """What came back, in a word of the table, and what could be read."""

    word: str
    body: str


def client_of(part: str, cast: Cast) -> Client:
    """Return a browser that is signed in as ``part``; nobody is signed in as "anonymous"."""
    if part == ANONYMOUS:
        return Client(headers={"accept-language": "en"})
    return signed_in(cast, part)


def ask(client: Client, method: str, page: str, state: str, world: World, **query: Any) -> Answer:
    """Ask for ``page`` of the case in ``state``, as if nothing had been asked before and with no trace after."""
    with transaction.atomic():
        path = page.format(**world.ids(state))
        before = _written(world)
        data = query
        if method == "POST":
            data = form_for(page, world) | {"version": _version(world, state)}
        set_post(None)
        cookies = deepcopy(client.cookies)
        answer = _send(client, method, path, data)
        wrote = _written(world) != before
        client.cookies = cookies
        world.restore()
        transaction.set_rollback(True)
    return Answer(word_of(answer, wrote), _body(answer))


def word_of(answer: HttpResponse, wrote: bool) -> str:
    """Return the answer as the table says it. A refusal that wrote something is no word of the table."""
    word = _plain_word(answer)
    if not wrote:
        return word
    return "done" if word in ("yes", "goes on") else f"{word}, and yet something was written"


def _plain_word(answer: HttpResponse) -> str:
    if answer.status_code in (302, 303) and answer["Location"].startswith(settings.LOGIN_URL):
        return "sign in"
    return WORDS.get(answer.status_code, str(answer.status_code))


def _send(client: Client, method: str, path: str, data: dict[str, Any]) -> Any:
    return client.post(path, data) if method == "POST" else client.get(path, data)


def _body(answer: Any) -> str:
    """Return what can be read in the answer, in a sheet too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return str(content.decode("utf-8", "replace"))


def _written(world: World) -> int:
    """Return how long the whole ledger is, as the ministry's auditor sees it."""
    set_post(world.cast["minister"].post)
    return Entry.objects.count()


def _version(world: World, state: str) -> int:
    set_post(world.cast["minister"].post)
    return Matter.objects.filter(pk=world.cases.get(state, 0)).values_list("version", flat=True).first() or 0

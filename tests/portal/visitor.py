"""A petitioner at the portal without a browser: she brings something, comes in, and does one thing after the other."""

import html
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.register_petitions import Registered, register_petition
from dengwen.foundation.permissions.petitioner import petitioner
from tests.appeals.upward import Upward
from tests.cast import MORNING, Cast
from tests.desk.clients import at


def brought(cast: Cast, instant: datetime = MORNING, **changes: Any) -> Registered:
    """Bring a petition to Lin County through the portal."""
    with transaction.atomic():
        return register_petition(draft=cast.draft(**changes), actor=petitioner(at=instant), at=instant)


def visitor(language: str = "en") -> Client:
    """Return a browser that has opened nothing."""
    return Client(headers={"accept-language": language})


def come_in(mine: Registered, code: int = 0, *, language: str = "en", **more: str) -> Client:
    """Return the browser of the petitioner with the ``code``-th code of a petition."""
    client = visitor(language)
    answer = client.post("/petition/enter/", {"number": mine.number, "code": mine.codes[code], **more})
    assert answer.status_code == 302, answer.content.decode()
    return client


def page(client: Client, case: int, rest: str = "") -> str:
    """Return what a page of her case says."""
    answer = client.get(f"/petition/mine/{case}/{rest}")
    assert answer.status_code == 200, (answer.status_code, answer.get("Location", ""))
    return str(answer.content.decode())


def do(client: Client, case: int, deed: str, **answers: Any) -> HttpResponse:
    """Answer question after question as the pages ask them, check, and send; returns the last page."""
    path = f"/petition/mine/{case}/ask/{deed}/"
    said: dict[str, Any] = {"token": f"{deed}-{len(str(answers))}-{id(answers)}", "seen": ""}
    for name, value in answers.items():
        key = f"f-{name}" if hasattr(value, "read") else f"a-{name}"
        asked = client.post(path, said | {"q": name, key: value})
        if asked.status_code != 200:
            return asked  # type: ignore[return-value]
        said |= _carried(asked.content.decode())
    return client.post(path, said | {"do": "1"})  # type: ignore[return-value]


def _carried(body: str) -> dict[str, Any]:
    """Return the hidden parts of the form."""
    found: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body):
        if name.startswith("a-"):
            found.setdefault(name, []).append(_plain(value))
        elif name in ("token", "seen"):
            found[name] = _plain(value)
    return found


def _plain(value: str) -> str:
    return html.unescape(value)


@dataclass
class Hers:
    """One petition, the staff's way with it, and her browser."""

    cast: Cast
    changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.mine = brought(self.cast, **self.changes)
        self.case = self.mine.matter
        self.way = Upward(self.cast, self.case)

    def client(self, code: int = 0, language: str = "en") -> Client:
        with at(self.now):
            return come_in(self.mine, code, language=language)

    @property
    def now(self) -> Any:
        return self.way.at + timedelta(hours=2)

    def reads(self, rest: str = "", **more: Any) -> str:
        with at(self.now):
            return page(come_in(self.mine, **more), self.case, rest)

    def does(self, deed: str, **answers: Any) -> Any:
        with at(self.now):
            return do(come_in(self.mine), self.case, deed, **answers)

    def matter(self) -> Matter:
        return self.cast.matter(self.case)

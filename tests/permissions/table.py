"""The table a lawyer can read: ``tests/tables/url_permissions.csv``.

One line for each page and method: the address, the state of the case it is about, and what each part of the cast
hears: "yes" (the page), "goes on" (to another page), "done" (something was
written down), "refused" (it exists, and the page says why
not), "no" (it does not exist for this post), "sign in".
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.database import ROOT

TABLE = ROOT / "tests" / "tables" / "url_permissions.csv"
PARTS = (
    "anonymous", "registrar", "handler", "unit_head", "leader", "own_reviewer", "reviewer", "campaign_office",
    "inspector", "auditor", "administrator", "moss_registrar", "stone_registrar",
)  # fmt: skip
ANSWERS = frozenset({"yes", "done", "goes on", "refused", "no", "sign in"})


@dataclass(frozen=True)
class Line:
    """One line of the table; ``answers`` by part of the cast."""

    page: str
    method: str
    case: str
    answers: dict[str, str]

    @property
    def route(self) -> str:
        """The pattern of the resolver that serves this page."""
        return route_of(self.page)

    def __str__(self) -> str:
        return f"{self.method} {self.page}"


def lines() -> list[Line]:
    """Return the table."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return [
            Line(row["page"], row["method"], row["case"], {part: row[part] for part in PARTS})
            for row in csv.DictReader(file)
        ]


def route_of(page: str) -> str:
    """Return the pattern of the resolver that serves an address with placeholders."""
    path = re.sub(r"\{\w+\}", "1", page.partition("?")[0])
    return str(resolve(path).route)


def routes() -> set[str]:
    """Return every pattern of the resolver."""
    return {route for route, _ in _walk(get_resolver().url_patterns)}


def _walk(patterns: "list[URLPattern | URLResolver]", before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern

"""What a filter says in words: for the line above the list, and for the head of an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dengwen.domains.cases.reads.filters import CaseFilter
from dengwen.interfaces.kit.sentences import in_words, label, lang

_LISTS = {"category": "categories", "channel": "channels", "source": "sources"}


@dataclass(frozen=True, slots=True)
class Said:
    """One condition in words, with the query string of the filter without it."""

    words: str
    without: str


def filter_words(wanted: CaseFilter, names: Mapping[tuple[str, int], str], figure: str = "") -> list[Said]:
    """Return the conditions of the filter in words. ``names`` knows organs and posts by kind and id."""
    said = []
    for name, words in _pairs(wanted, names):
        rest = urlencode(wanted.without(name).pairs)
        said.append(Said(words, f"?{rest}" if rest else "?"))
    if wanted.figure and figure:
        said.append(Said(figure, "?"))
    return said


def _pairs(wanted: CaseFilter, names: Mapping[tuple[str, int], str]) -> list[tuple[str, str]]:
    found = [("q", _("words: %s") % wanted.q)] if wanted.q else []
    if wanted.organ:
        found.append(("organ", _("at and below %s") % names.get(("organ", wanted.organ), wanted.organ)))
    if wanted.where:
        found.append(("where", _("held elsewhere now")))
    if wanted.open != "all":
        found.append(("open", _("open") if wanted.open == "open" else _("not open any more")))
    if wanted.state:
        found.append(
            (
                "state",
                (" / " if lang() == "en" else "、").join(label("states", each) for each in wanted.state),
            )
        )
    for name, list_name in _LISTS.items():
        code = getattr(wanted, name)
        if code:
            found.append((name, safe_label(list_name, code)))
    return found + _days(wanted) + _marks(wanted, names)


def _days(wanted: CaseFilter) -> list[tuple[str, str]]:
    words = {
        "received_from": _("received from %s"), "received_to": _("received until %s"),
        "due_from": _("due from %s"), "due_to": _("due until %s"),
    }  # fmt: skip
    found: list[tuple[str, str]] = []
    for name, text in words.items():
        day: date | None = getattr(wanted, name)
        if day:
            found.append((name, text % in_words(day)))
    return found


def _marks(wanted: CaseFilter, names: Mapping[tuple[str, int], str]) -> list[tuple[str, str]]:
    marks: list[tuple[str, Any, str]] = [
        ("late", wanted.late, _("late")),
        ("soon", wanted.soon, _("due within 7 days")),
        ("nobody", wanted.nobody, _("held by nobody")),
        ("returned", wanted.returned, _("dossier returned")),
        (
            "handler",
            wanted.handler,
            _("handler: %s") % names.get(("post", wanted.handler or 0), wanted.handler),
        ),
        ("leader", wanted.leader, _("leader: %s") % names.get(("post", wanted.leader or 0), wanted.leader)),
    ]
    return [(name, words) for name, set_, words in marks if set_]


def safe_label(list_name: str, code: str) -> str:
    """Return the wording of a code that came from outside; an unknown one is shown as it is."""
    try:
        return label(list_name, code)
    except LookupError:
        return code

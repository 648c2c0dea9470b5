"""Sentences in the reader's language, from the code lists of the rulebook."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol, runtime_checkable

from django.utils.formats import date_format
from django.utils.timezone import localtime

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.families import family
from dengwen.foundation.rulebook.loading import code_list, code_lists
from dengwen.foundation.rulebook.model import Code, UnknownCodeError
from dengwen.interfaces.kit.formats.en import formats as english
from dengwen.interfaces.kit.formats.zh_Hans import formats as chinese
from dengwen.interfaces.kit.language import language

_DATES = {"en": english, "zh": chinese}
_BEFORE_TIME = {
    name: words.DATETIME_FORMAT.removeprefix(words.DATE_FORMAT).removesuffix(words.TIME_FORMAT)
    for name, words in _DATES.items()
}


def lang() -> str:
    """Return the language of the page, as the rulebook names it: ``zh`` or ``en``."""
    return "zh" if language().startswith("zh") else "en"


def label(list_name: str, code: str) -> str:
    """Return the wording of ``code`` in a code list; an empty code stays empty."""
    return code_list(list_name).label(code, lang()) if code else ""


def ground_said(why: str, words: str) -> str:
    """Return why an identity was opened: the coded ground, and what somebody added in words."""
    said = "" if why == "OTHER" and words else label("reading_grounds", why)
    return " · ".join(filter(None, (said, words)))


@lru_cache(maxsize=8)
def _sentences(prefix: str, rules: str) -> Mapping[str, Code]:
    found: dict[str, Code] = {}
    for name in code_lists(rules):
        if name == prefix or name.startswith(prefix + "-"):
            found |= {entry.code: entry for entry in code_list(name, rules).entries}
    return found


def sentence(kind: str, code: str, facts: Mapping[str, object]) -> str:
    """Return the sentence ``code`` of the lists ``kind`` and ``kind-*``, its places filled from ``facts``."""
    entry = _sentences(kind, family()).get(code)
    if entry is None:
        raise UnknownCodeError(f"no sentence {code!r} in the lists {kind}")
    return entry.label(lang()).format_map(_Blank({name: in_words(value) for name, value in facts.items()}))


@runtime_checkable
class _Named(Protocol):
    """An organ or a person: whoever has a name in both languages."""

    name: str
    name_en: str


# Facts of refusals that are codes, and the list that words them.
_CODED = {
    "state": "states",
    "verb": "verbs",
    "role": "roles",
    "right": "rights",
    "level": "organ_levels",
    "parent_level": "organ_levels",
    "into_level": "organ_levels",
    "successor_level": "organ_levels",
    "division_level": "organ_levels",
    "paper": "file_kinds",
    "method": "resolution_methods",
    "side": "sides",
    "category": "categories",
    "item": "lookback_items",
    "cause": "supervision_causes",
    "theme": "inspection_themes",
}
_CODED_LISTS = {"states": "states", "meetings": "meeting_kinds", "problems": "password_problems"}


def refusal_sentence(refusal: Refusal) -> str:
    """Return what a refusal says to people: what is refused, why, and what would make it possible."""
    facts = dict(refusal.facts)
    for name, list_name in _CODED.items():
        if isinstance(facts.get(name), str) and str(facts[name]) in code_list(list_name):
            facts[name] = label(list_name, str(facts[name]))
    for name, list_name in _CODED_LISTS.items():
        if isinstance(facts.get(name), list):
            facts[name] = (" / " if lang() == "en" else "、").join(
                label(list_name, str(code)) for code in cast_list(facts[name])
            )
    for name, value in facts.items():
        if isinstance(value, _Named):
            facts[name] = value.name_en if lang() == "en" and value.name_en else value.name
    return sentence("refusals", refusal.code, facts)


def cast_list(value: object) -> list[object]:
    """Return ``value`` as a list, empty if it is none."""
    return list(value) if isinstance(value, list | tuple) else []


def in_words(value: object) -> str:
    """Return a value as people read it: days and instants in the reader's way, nothing for nothing."""
    if isinstance(value, datetime):
        local, spoken = localtime(value), lang()
        return f"{_day_in_words(local.date(), spoken)}{_BEFORE_TIME[spoken]}{local:%H:%M}"
    if isinstance(value, date):
        return _day_in_words(value, lang())
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def _day_in_words(day: date, spoken: str) -> str:
    return date_format(day, _DATES[spoken].DATE_FORMAT)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"

"""The cases behind a number."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from dengwen.domains.bulletins.reads.conditions import condition
from dengwen.domains.bulletins.reads.counting import NOTHING, Key, Wanted, count
from dengwen.domains.bulletins.rules.measures import BY_ID, DIMENSIONS
from dengwen.domains.bulletins.rules.window import parse_month, window
from dengwen.foundation.organs.models import Organ, OrganReach

PARAMETERS = ("figure", "month", "organ", "held", "dim", "value")
_NONE = Q(pk__in=())
_LONGEST = 19  # digits of the largest id


def figure_filter(params: Mapping[str, str], today: date) -> Q | None:
    """Return the condition for exactly the matters that a number of the figures counts; None if none is asked for.

    ``params`` are those of a link: ``figure`` (a measure), ``month`` (2026-03), ``organ`` (its id: that organ and
    all below), ``held=own`` (without what the organs directly below hold) or ``held=nobody`` (open and given to
    nobody), ``dim`` and ``value``. What makes no sense finds nothing, rather than too much.
    """
    if not params.get("figure"):
        return None
    month = parse_month(params.get("month", ""))
    if params["figure"] not in BY_ID or month is None or month > today:
        return _NONE
    if params.get("dim") and params["dim"] not in DIMENSIONS:
        return _NONE
    seen = window(month, today)
    found = condition(params["figure"], seen) & _place(params.get("organ", ""), params.get("held", ""))
    if seen.running and BY_ID[params["figure"]].stock:
        found &= Q(is_open=True)  # the same today, and the queues have an index on it
    if params.get("dim"):
        found &= Q(**{params["dim"]: params.get("value", "")})
    return found


def figure_number(params: Mapping[str, str], today: date) -> int | None:
    """Return how many matters :func:`figure_filter` finds, from the tally; None where only counting them tells.

    The same number by the promise of the figures, and at a million matters a thousand times cheaper.
    """
    month = parse_month(params.get("month", ""))
    organ, held, kind = _number(params.get("organ", "")), params.get("held", ""), params.get("dim") or "all"
    known = params.get("figure") in BY_ID and month is not None and month <= today
    if not known or month is None or organ is None or kind not in ("all", *DIMENSIONS):
        return None
    if held not in ("", "nobody") or (held and kind != "all"):
        return None
    value = params.get("value", "") if kind != "all" else ""
    key = Key(month, organ, held or kind, value)
    return count([Wanted((organ,), key.kind)], [window(month, today)]).get(key, NOTHING)[params["figure"]]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST else None


def _place(text: str, held: str) -> Q:
    organ = _number(text)
    if organ is None or held not in ("", "own", "nobody"):
        return _NONE
    within = set(_reached([organ]))
    if held == "own":
        children = Organ.objects.filter(parent=organ, closed_on=None).exclude(level="unit")
        within -= set(_reached(list(children.values_list("pk", flat=True))))
    found = Q(organ__in=sorted(within))
    if held == "nobody":
        found &= Q(is_open=True, handler__isnull=True, leader__isnull=True, unit__isnull=True)
    return found


def _reached(tops: list[int]) -> list[int]:
    return list(OrganReach.objects.filter(top__in=tops).values_list("organ_id", flat=True))

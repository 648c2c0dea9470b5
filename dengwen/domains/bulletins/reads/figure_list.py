"""The cases behind a number."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from dengwen.domains.bulletins.reads.conditions import condition
from dengwen.domains.bulletins.rules.measures import BY_ID, DIMENSIONS
from dengwen.domains.bulletins.rules.window import parse_month, window
from dengwen.foundation.organs.models import Organ, OrganReach

PARAMETERS = ("figure", "month", "organ", "held", "dim", "value")
_NONE = Q(pk__in=())


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
    found = condition(params["figure"], window(month, today)) & _place(
        params.get("organ", ""), params.get("held", "")
    )
    if params.get("dim"):
        found &= Q(**{params["dim"]: params.get("value", "")})
    return found


def _place(organ: str, held: str) -> Q:
    if held not in ("", "own", "nobody") or not (organ.isascii() and organ.isdigit() and len(organ) < 19):
        return _NONE
    within = Q(organ__in=OrganReach.objects.filter(top=int(organ)).values("organ"))
    if held == "nobody":
        return within & Q(is_open=True, handler__isnull=True, leader__isnull=True, unit__isnull=True)
    if held == "own":
        children = Organ.objects.filter(parent=int(organ), closed_on=None).exclude(level="unit")
        below = OrganReach.objects.filter(top__in=children.values("pk"))
        return within & ~Q(organ__in=below.values("organ"))
    return within

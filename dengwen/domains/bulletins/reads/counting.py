"""Reading the figures: tally and pictures, in one statement and so in one snapshot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Sum

from dengwen.domains.bulletins.models import Picture
from dengwen.domains.bulletins.reads.conditions import condition
from dengwen.domains.bulletins.rules.measures import BY_ID, MEASURES
from dengwen.domains.bulletins.rules.window import Window

Numbers = Mapping[str, int]
NOTHING: Numbers = dict.fromkeys(BY_ID, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for: the organs ``tops`` with all below them, counted in one ``kind``."""

    tops: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Key:
    """Which row of the tally a line of numbers belongs to."""

    month: date
    top: int
    kind: str
    value: str


# Each measure out of the flows of the tally. c: the month itself; p: all before it and the month (a sum of flows
# is a stock); o: all before the month; d: limits of the running month that have not ended.
_TALLY = {
    "received": "c.received",
    "accept_due": "c.accept_due - d.accept_due + o.accept_late",
    "accept_in_time": "c.accept_in_time - d.accept_in_time",
    "decide_due": "c.decide_due - d.decide_due + o.decide_late",
    "decide_in_time": "c.decide_in_time - d.decide_in_time",
    "open": "p.received - p.ended",
    "overdue": "p.accept_late + p.decide_late - p.both_late - d.accept_late - d.decide_late + d.both_late",
    "closed": "c.closed",
    "closed_former": "c.closed_former",
    "returned": "c.returned",
}
_WHEN = {
    "c": "t.grain = 'M' AND t.day = w.start",
    "p": "t.grain <> 'D'",
    "o": "t.grain <> 'D' AND t.day < w.start AND (t.grain = 'M' OR t.day < w.year)",
    "d": "t.grain = 'D'",
}


def _tally_sum(formula: str) -> str:
    words = []
    for word in formula.split():
        when, dot, flow = word.partition(".")
        words.append(f"coalesce(sum(t.{flow}) FILTER (WHERE {_WHEN[when]}), 0)" if dot else word)
    return " ".join(words)


# Days that stand for the columns of the window while Django writes the conditions as SQL, once.
_STAND_IN = Window(date(1901, 1, 1), date(1901, 1, 31), date(1901, 1, 2), date(1901, 1, 3))
_COLUMN = {
    _STAND_IN.start: "w.start",
    _STAND_IN.through: "w.through",
    _STAND_IN.before: "w.before",
    f"%{_STAND_IN.label}%": "('%%' || to_char(w.start, 'YYYY-MM') || '%%')",
}


@cache
def _picture_sums(using: str) -> str:
    sums = [f"coalesce({_as_sql(measure.id, using)}, 0)::bigint" for measure in MEASURES]
    return ", ".join(sums)


def _as_sql(measure: str, using: str) -> str:
    """Return ``sum(sign) FILTER (...)`` over the pictures, its days replaced by the columns of the window."""
    counted = Picture.objects.using(using).annotate(n=Sum("sign", filter=condition(measure, _STAND_IN)))
    sql, params = counted.values("n").order_by().query.sql_with_params()
    clause = sql[sql.index("SUM(") : sql.rindex(' AS "n"')]
    named = [_COLUMN.get(param, "%s") for param in params]
    texts = [param for param in params if param not in _COLUMN]
    return (clause % tuple(named)).replace("%s", "{}").format(*(f"'{text}'" for text in texts))


@cache
def _statement(using: str) -> str:
    sums = ", ".join(_tally_sum(_TALLY[measure.id]) for measure in MEASURES)
    pictures = _picture_sums(using).replace('"bulletins_picture".', "p.")
    return f"""
    WITH w AS (
      SELECT start, last, through, before, date_trunc('year', start)::date AS year
      FROM unnest(%s::date[], %s::date[], %s::date[], %s::date[]) AS w (start, last, through, before)),
    asked AS (SELECT top, kind FROM unnest(%s::bigint[], %s::varchar[]) AS asked (top, kind))
    SELECT w.start, t.top_id, t.kind, t.value, {sums}
    FROM w CROSS JOIN asked a CROSS JOIN LATERAL (VALUES
      ('Y'::varchar, '-infinity'::date, w.year - 1), ('M', w.year, w.start), ('D', w.before, w.last)
    ) AS g (grain, since, until) JOIN bulletins_tally t
      ON t.top_id = a.top AND t.kind = a.kind AND t.grain = g.grain AND t.day BETWEEN g.since AND g.until
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT w.start, a.top, a.kind, v.value, {pictures}
    FROM bulletins_picture p JOIN organs_organreach r ON r.organ_id = p.organ_id JOIN asked a ON a.top = r.top_id
    CROSS JOIN w CROSS JOIN LATERAL (SELECT CASE a.kind
      WHEN 'category' THEN p.category WHEN 'channel' THEN p.channel WHEN 'source' THEN p.source ELSE '' END AS value) v
    WHERE a.kind <> 'nobody' OR NOT p.held GROUP BY 1, 2, 3, 4"""  # noqa: S608 - put together from our own words


def count(
    wanted: Iterable[Wanted], windows: Sequence[Window], *, using: str = DEFAULT_DB_ALIAS
) -> dict[Key, dict[str, int]]:
    """Return the numbers of every row that is asked for, in each window; a row without numbers is left out."""
    asked = [(top, each.kind) for each in wanted for top in each.tops]
    params: list[Any] = [
        [seen.start for seen in windows], [seen.end for seen in windows], [seen.through for seen in windows],
        [seen.before for seen in windows], [top for top, _ in asked], [kind for _, kind in asked],
    ]  # fmt: skip
    found: dict[Key, dict[str, int]] = defaultdict(lambda: dict(NOTHING))
    with connections[using].cursor() as cursor:
        cursor.execute(_statement(using), params)
        for month, top, kind, value, *numbers in cursor.fetchall():
            row = found[Key(month, top, kind, value)]
            for measure, number in zip(MEASURES, numbers, strict=True):
                row[measure.id] += number
    return {key: row for key, row in found.items() if any(row.values())}

"""What a post was told, for its page and for its digest. A case that it sees no more is not named any more either."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from dengwen.foundation.permissions.actor import Actor

PAGE_ROWS = 50
DIGEST_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder: what is owed (as pairs of pack and rule) in which case, until when; ``running``: it still is."""

    id: int
    step: str
    told_on: date
    target: date
    matter: int
    number: str | None
    limits: tuple[tuple[str, str], ...]
    running: bool
    unread: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first; ``after`` is where the next ones begin, ``upto`` the newest reminder of all."""

    lines: list[Line]
    after: int | None
    upto: int
    unread: bool


_PAGE = """
SELECT r.id, r.step, r.told_on, r.target, m.id, m.number, c.pack, c.rule,
  m.is_open AND c.met_on IS NULL AND NOT c.stopped, r.id > coalesce(d.upto, 0)
FROM reminders_reminder r JOIN cases_matter m ON m.id = r.matter_id JOIN deadlines_clock c ON c.id = r.clock_id
LEFT JOIN reminders_reading d ON d.post_id = r.post_id
WHERE r.post_id = %s AND r.id < %s ORDER BY r.id DESC LIMIT %s
"""
_FIRST = 2**62


def reminders_page(actor: Actor, after: int | None = None) -> Page:
    """Return a page of the post's reminders: of each day those of what is late first."""
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [actor.post, after or _FIRST, PAGE_ROWS + 1])
        rows = cursor.fetchall()
    lines: list[Line] = []
    for pk, step, told_on, target, matter, number, pack, rule, running, unread in rows[:PAGE_ROWS]:
        limit = (pack, rule)
        last = lines[-1] if lines else None
        # Two limits of one case that end on one day are one line.
        if last and (last.matter, last.step, last.told_on, last.target) == (matter, step, told_on, target):
            limits = last.limits if limit in last.limits else (limit, *last.limits)
            lines[-1] = Line(
                pk, step, told_on, target, matter, number, limits, running or last.running, unread
            )
        else:
            lines.append(Line(pk, step, told_on, target, matter, number, (limit,), running, unread))
    newest = rows[0][0] if rows else 0
    more = rows[PAGE_ROWS - 1][0] if len(rows) > PAGE_ROWS else None
    return Page(lines, more, newest, any(line.unread for line in lines))


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a digest: how many cases, and the first of them."""

    step: str
    cases: int
    lines: list[Line]


_DIGEST = """
WITH told AS (
  SELECT r.step, m.id AS matter, m.number, r.target, max(r.told_on) AS told_on, max(r.id) AS id,
    array_agg(DISTINCT c.pack || '/' || c.rule) AS limits
  FROM reminders_reminder r JOIN cases_matter m ON m.id = r.matter_id JOIN deadlines_clock c ON c.id = r.clock_id
  WHERE r.post_id = %s AND r.id > %s AND r.id <= %s AND m.is_open AND c.met_on IS NULL AND NOT c.stopped
  GROUP BY 1, 2, 3, 4),
counted AS (
  SELECT *, count(*) OVER (PARTITION BY step) AS cases,
    row_number() OVER (PARTITION BY step ORDER BY target, matter) AS place FROM told)
SELECT step, cases, id, told_on, target, matter, number, limits FROM counted WHERE place <= %s ORDER BY step, place
"""


def told_between(actor: Actor, after: int, upto: int) -> dict[str, Told]:
    """Return by step what the post was told after one reminder and up to another, and is still owed."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [actor.post, after, upto, DIGEST_LINES])
        found: dict[str, Told] = {}
        for step, cases, pk, told_on, target, matter, number, limits in cursor.fetchall():
            pairs = tuple((pack, rule) for pack, _, rule in (limit.partition("/") for limit in limits))
            line = Line(pk, step, told_on, target, matter, number, pairs, running=True, unread=True)
            found.setdefault(step, Told(step, cases, [])).lines.append(line)
    return found

"""My work: what waits for this post, in the order in which it is due.

The cost of a queue grows with the number of organs below the post and with the rows of a page, never with the
number of matters: each organ gives its first rows from a partial index (``Matter.Meta.indexes``). Of many organs
only the 26 whose first row is due first can hold one of the first 26 rows, so only those are asked for more. The
index alone says which 26 rows those are; only they are read whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection

from dengwen.domains.cases.states import ASKED_OF_HIGHER, TEAM_WORKS, State
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Role

PAGE_ROWS = 25
COUNT_TO = 100
SOON_DAYS = 7


class Scope(StrEnum):
    """Whose matters a queue holds."""

    OWN = "own"  # held by the bureau that the post speaks for
    BELOW = "below"  # held at or below the bureau
    HANDLER = "handler"  # with this post as handler
    LEADER = "leader"  # with this post as leader in charge
    REVIEW = "review"  # what the bureau was asked to examine, review or decide


class When(StrEnum):
    """Which due days a queue takes."""

    ANY = "any"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue; ``code`` stands in the URL and names its words."""

    code: str
    scope: Scope
    states: tuple[State, ...] = ()
    when: When = When.ANY
    returned: bool = False
    without_team: bool = False
    named_superior: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a queue or list. ``holder`` is the handler, else the leader, else the unit, else nobody."""

    id: int
    number: str | None
    title: str
    state: str
    urgent: bool
    returned: int
    due: date | None
    organ_name: str
    organ_name_en: str
    holder: str
    holder_en: str


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; ``after`` is what the next page begins behind, None on the last."""

    rows: list[Row]
    after: tuple[date, int] | None


_TO_REGISTER = Queue("to_register", Scope.OWN, (State.RECEIVED,))
_TO_SIGN = Queue("to_sign", Scope.OWN, (State.TRANSFERRED, State.ASSIGNED))
_TO_SCREEN = Queue("to_screen", Scope.OWN, (State.REGISTERED, State.SCREENING, State.OBJECTED))
_TO_CONFIRM = Queue("to_confirm", Scope.OWN, (State.DIVERTED,))
_TO_DECIDE = Queue("to_decide", Scope.BELOW, (State.JURISDICTION_DISPUTE,), named_superior=True)
# Also what lost its leader or handler on the way, by a recusal or because she is complained about.
_TO_ASSIGN = Queue("to_assign", Scope.OWN, TEAM_WORKS, without_team=True)
_PLANNED = (State.ACCEPTED, State.REDO, State.PLANNING)
_TO_PLAN_MINE = Queue("to_plan", Scope.HANDLER, _PLANNED)
_TO_PLAN = Queue("to_plan", Scope.OWN, _PLANNED)
_TO_APPROVE = Queue("to_approve", Scope.LEADER, (State.PLANNING, State.OPINION_DRAFT))
_REVIEW = Queue("review", Scope.REVIEW, (State.DOSSIER_REVIEW,))
_ASKED = Queue("asked", Scope.REVIEW, ASKED_OF_HIGHER)
_TO_CLOSE = Queue("to_close", Scope.BELOW, (State.FOLLOW_UP,))
_WATCH = (
    Queue("overdue", Scope.BELOW, when=When.LATE),
    Queue("due_soon", Scope.BELOW, when=When.SOON),
    Queue("returned", Scope.BELOW, returned=True),
)
_WATCH_MINE = (
    Queue("overdue", Scope.HANDLER, when=When.LATE),
    Queue("due_soon", Scope.HANDLER, when=When.SOON),
    Queue("returned", Scope.HANDLER, returned=True),
)
_MINE = Queue("mine", Scope.HANDLER)
_LED = Queue("mine", Scope.LEADER)

QUEUES: dict[Role, tuple[Queue, ...]] = {
    Role.REGISTRAR: (_TO_REGISTER, _TO_SIGN, _TO_SCREEN, _TO_CONFIRM, _TO_DECIDE, _TO_ASSIGN, *_WATCH),
    Role.HANDLER: (_MINE, _TO_PLAN_MINE, *_WATCH_MINE),
    Role.UNIT_HEAD: (_TO_SIGN, _TO_ASSIGN, _TO_PLAN, *_WATCH, _MINE),
    Role.LEADER: (_LED, _TO_APPROVE, _TO_SIGN, _TO_SCREEN, _TO_DECIDE, *_WATCH),
    Role.REVIEWER: (_REVIEW, _ASKED, _TO_CLOSE, *_WATCH),
    Role.CAMPAIGN_OFFICE: (_TO_SCREEN, _TO_DECIDE, _TO_ASSIGN, *_WATCH),
    Role.INSPECTOR: _WATCH,
    Role.AUDITOR: _WATCH,
    Role.ADMINISTRATOR: (),
}

_PLACE_IN_LINE = "m.due, m.id"
_SHOWN = """
SELECT m.id, m.number, m.title, m.state, m.urgent, m.returned, m.due, o.name, o.name_en,
  coalesce(ha.name, la.name, u.name, ''), coalesce(ha.name_en, la.name_en, u.name_en, '')
FROM ({found}) q JOIN cases_matter m ON m.id = q.id
JOIN organs_organ o ON o.id = m.organ_id
LEFT JOIN staff_post h ON h.id = m.handler_id LEFT JOIN staff_account ha ON ha.id = h.account_id
LEFT JOIN staff_post l ON l.id = m.leader_id LEFT JOIN staff_account la ON la.id = l.account_id
LEFT JOIN organs_organ u ON u.id = m.unit_id
ORDER BY q.due, q.id
"""
_PLACES = {
    Scope.OWN: "m.organ_id = o.organ_id AND m.state = o.state",
    Scope.BELOW: "m.organ_id = o.organ_id",
    Scope.HANDLER: "m.handler_id = %(post)s",
    Scope.LEADER: "m.leader_id = %(post)s",
    Scope.REVIEW: "m.review_organ_id = %(bureau)s",
}
_WHEN = {
    When.ANY: "",
    When.SOON: " AND m.due >= %(today)s AND m.due <= %(soon)s",
    When.LATE: " AND m.due < %(today)s",
}

# In the words of the index ``matter_team_queue``, so that it alone is read.
_NO_TEAM = (
    f" AND m.state IN ({', '.join(repr(state.value) for state in TEAM_WORKS)})"
    " AND (m.handler_id IS NULL OR m.leader_id IS NULL)"
)


def queues_of(actor: Actor) -> tuple[Queue, ...]:
    """Return the queues of the post's role, the most urgent work first."""
    return QUEUES[Role(actor.role)]


def queue_counts(actor: Actor, queues: Sequence[Queue], today: date) -> list[int]:
    """Return how many matters each queue holds, counted to 100 and no further, in one statement."""
    if not queues:
        return []
    counts = [f"(SELECT count(*) FROM ({_found(queue, '1', COUNT_TO, ordered=False)}) c)" for queue in queues]  # noqa: S608 - own words
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(counts), _values(actor, today))
        return list(cursor.fetchone())


def queue_page(actor: Actor, queue: Queue, today: date, after: tuple[date, int] | None = None) -> Page:
    """Return the 25 rows of the queue that are due next behind ``after``."""
    values = _values(actor, today)
    behind = ""
    if after is not None:
        values |= {"after_due": after[0], "after_id": after[1]}
        behind = " AND (m.due, m.id) > (%(after_due)s, %(after_id)s)"
    found = _found(queue, _PLACE_IN_LINE, PAGE_ROWS + 1, behind=behind)
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN.format(found=found), values)
        rows = [Row(*columns) for columns in cursor.fetchall()]
    last = rows[PAGE_ROWS - 1] if len(rows) > PAGE_ROWS else None
    return Page(rows[:PAGE_ROWS], (last.due, last.id) if last is not None and last.due is not None else None)


def _values(actor: Actor, today: date) -> dict[str, Any]:
    return {
        "post": actor.post, "bureau": actor.bureau, "own": sorted({actor.organ, actor.bureau}), "today": today,
        "soon": today + timedelta(days=SOON_DAYS),
    }  # fmt: skip


def _found(queue: Queue, columns: str, limit: int, *, behind: str = "", ordered: bool = True) -> str:
    """Return the SQL of the first ``limit`` rows of a queue; all of it is put together from constants."""
    where = f"m.is_open AND {_PLACES[queue.scope]}{_WHEN[queue.when]}{behind}"
    where += " AND m.returned > 0" if queue.returned else ""
    where += " AND m.review_organ_id = %(bureau)s" if queue.named_superior else ""
    where += _NO_TEAM if queue.without_team else ""
    states = ", ".join(f"'{state.value}'" for state in queue.states)
    if len(queue.states) == 1 and queue.scope is Scope.REVIEW:
        where += f" AND m.state = {states}"
    elif queue.states and queue.scope is not Scope.OWN:
        where += f" AND m.state IN ({states})"
    bounded = " AND m.due <= o.last" if ordered and queue.scope is Scope.BELOW else ""
    inner = _first(columns, where + bounded, limit, ordered=ordered)
    end = f"{' ORDER BY q.due, q.id' if ordered else ''} LIMIT {limit}"
    if queue.scope is Scope.OWN:
        pairs = f"(SELECT * FROM unnest(%(own)s::bigint[]) a(organ_id), unnest(ARRAY[{states}]) b(state)) o"  # noqa: S608 - own words
        return f"SELECT q.* FROM {pairs} CROSS JOIN LATERAL ({inner}) q{end}"  # noqa: S608 - own words
    if queue.scope is Scope.BELOW:
        return f"SELECT q.* FROM {_below(where, limit, ordered)} o CROSS JOIN LATERAL ({inner}) q{end}"  # noqa: S608 - own words
    return inner


def _first(columns: str, where: str, limit: int, *, ordered: bool) -> str:
    order = " ORDER BY m.due, m.id" if ordered else ""
    return f"SELECT {columns} FROM cases_matter m WHERE {where}{order} LIMIT {limit}"  # noqa: S608 - own words


def _below(where: str, limit: int, ordered: bool) -> str:
    """Return the organs below; for a page only those whose first row lies among the first ``limit``.

    With each goes the last due day of those first rows: no row due later is among the first ``limit``. Fewer organs
    than ``limit`` bound nothing: their second rows are wanted too.
    """
    # A unit holds no matter (``send_matter`` refuses), and most organs of a province are units.
    reach = "SELECT r.organ_id FROM organs_organreach r WHERE r.top_id = %(bureau)s AND r.holds"
    if not ordered:
        return f"({reach})"
    head = _first(_PLACE_IN_LINE, where, 1, ordered=True)
    first = f"({reach}) o CROSS JOIN LATERAL ({head}) f ORDER BY f.due, f.id LIMIT {limit}"
    last = f"CASE WHEN count(*) OVER () = {limit} THEN max(h.due) OVER () ELSE 'infinity' END"
    return f"(SELECT h.organ_id, {last} AS last FROM (SELECT o.organ_id, f.due FROM {first}) h)"  # noqa: S608 - own words

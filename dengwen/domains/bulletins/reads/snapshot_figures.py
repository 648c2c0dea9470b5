"""Figures out of a snapshot by DuckDB: by organ, with the cases behind each, as they stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import duckdb

from dengwen.domains.bulletins.access import check_sees, visible_to
from dengwen.domains.bulletins.reads.parquet import open_duckdb, quoted
from dengwen.domains.bulletins.reads.snapshots import Snapshot, snapshot_named
from dengwen.domains.bulletins.rules.indicators import Indicator, indicators, signals
from dengwen.domains.cases.access import visible_to as cases_of
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign_file import campaign_packs

BUNCH_DAYS = 3  # the day of a target and the two before it

# The tree as it was frozen: an organ and all below it. A table: every figure asks for it, and it is worked out once.
_REACH = """
CREATE TEMP TABLE reach AS WITH RECURSIVE r AS (
  SELECT id AS top, id AS organ FROM organs
  UNION SELECT r.top, o.id FROM r JOIN organs o ON o.parent_id = r.organ) SELECT * FROM r
"""
# ``word``: what was answered, where the deed is a rating.
_DEEDS = """
CREATE TEMP VIEW deeds AS SELECT matter_id, matter_id AS id, seq, split_part(event, ' ', 1) AS event,
  split_part(event, ' ', 2) AS word, "at", actor_post, organ_id,
  count(*) OVER (PARTITION BY split_part(event, ' ', 1), actor_post, date_trunc('minute', "at")) AS same_minute
FROM raw_deeds
"""
# Three facts, each of its own (docs/decisions/0074): a dossier handed in within the month is a claim of the organ, and
# ``judged`` is what a higher organ did with it within the month; ``rated`` and ``objected`` are the petitioner's words.
_CLAIMS = """
CREATE TEMP VIEW claims AS
WITH last AS (SELECT matter_id, max(seq) AS seq FROM raw_deeds WHERE event = 'hand_in_dossier' GROUP BY 1)
SELECT l.matter_id AS id, any_value(m.organ_id) AS organ_id,
  max_by(d.event, d.seq) FILTER (WHERE d.event IN (
    'accept_dossier', 'return_dossier', 'order_redo', 'order_redo_on_review')) AS judged,
  coalesce(bool_or(d.event IN (
    'ask_review', 'ask_rereview', 'ask_reexamination', 'contact_added', 'remedy_denied')), false) AS objected
FROM last l JOIN matters m ON m.id = l.matter_id LEFT JOIN raw_deeds d ON d.matter_id = l.matter_id AND d.seq > l.seq
GROUP BY 1
"""
_HEARD = """
CREATE TEMP VIEW heard AS
SELECT m.*, r.rated FROM matters m LEFT JOIN (
  SELECT matter_id, max_by(word, seq) AS rated FROM deeds WHERE event = 'record_rating' GROUP BY 1
) r ON r.matter_id = m.id
"""


@dataclass(frozen=True, slots=True)
class Share:
    """One number: how many of how many, for one organ and all below it."""

    organ: int
    indicator: str
    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """Return the share in per cent; of nothing there is none."""
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None


def opened(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB with the views ``matters``, ``deeds``, ``claims``, ``heard``, ``organs``, ``reach``."""
    db = open_duckdb()
    for view, name in (("matters", "matters"), ("raw_deeds", "deeds"), ("organs", "organs")):
        file = quoted(snapshot.folder / f"{name}.parquet")
        db.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM {file}")  # noqa: S608 - our own words
    db.execute(_REACH)
    for view in (_DEEDS, _CLAIMS, _HEARD):
        db.execute(view)
    return db


def month_days(snapshot: Snapshot) -> tuple[date, date]:
    """Return the first and the last day of the snapshot's month."""
    start = date.fromisoformat(f"{snapshot.month}-01")
    return start, date(start.year + start.month // 12, start.month % 12 + 1, 1) - timedelta(days=1)


def _days(snapshot: Snapshot, condition: str) -> str:
    start, last = month_days(snapshot)
    return (
        condition.replace("$start", f"DATE '{start}'")
        .replace("$last", f"DATE '{last}'")
        .replace("$target_days", _target_days())
    )


def _target_days() -> str:
    """Return the days of the targets of all campaign packs, each with the two days before it."""
    ends = {target.by for pack in campaign_packs() for target in pack.targets}
    days = sorted({end - timedelta(days=before) for end in ends for before in range(BUNCH_DAYS)})
    return "[" + ", ".join(f"DATE '{day}'" for day in days) + "]::DATE[]"


def shares(snapshot: Snapshot, wanted: Iterable[Indicator], organs: Iterable[int]) -> list[Share]:
    """Return each indicator for each of ``organs`` with all below it, as the snapshot holds them."""
    with opened(snapshot) as db:
        return shares_in(db, snapshot, wanted, organs)


def shares_in(
    db: duckdb.DuckDBPyConnection, snapshot: Snapshot, wanted: Iterable[Indicator], organs: Iterable[int]
) -> list[Share]:
    """Return the same out of a snapshot that is open: one question a table, whatever the number of indicators."""
    tops = ", ".join(str(int(each)) for each in organs) or "NULL"
    asked, found = list(wanted), dict[str, list[Share]]()
    for table in dict.fromkeys(each.table for each in asked):
        here = [each for each in asked if each.table == table]
        counts = ", ".join(_counts(snapshot, each) for each in here)
        rows = db.execute(
            f"SELECT r.top, {counts} FROM {table} t JOIN reach r ON r.organ = t.organ_id"  # noqa: S608 - our lists
            f" WHERE r.top IN ({tops}) GROUP BY 1 ORDER BY 1"
        ).fetchall()
        for place, each in enumerate(here):
            numbers = ((row[0], row[1 + 2 * place], row[2 + 2 * place]) for row in rows)
            found[each.id] = [Share(top, each.id, part, whole) for top, part, whole in numbers if whole]
    return [share for each in asked for share in found[each.id]]


def _counts(snapshot: Snapshot, each: Indicator) -> str:
    of, part = _days(snapshot, each.denominator), _days(snapshot, each.numerator)
    return f"count(*) FILTER (WHERE ({of}) AND ({part})), count(*) FILTER (WHERE {of})"


def shares_everywhere(snapshot: Snapshot) -> list[Share]:
    """Return every indicator and sign for every organ of the tree that holds cases, units left out."""
    return list(_everywhere(snapshot.name, snapshot.digest))


@lru_cache(maxsize=6)
def _everywhere(name: str, digest: str) -> tuple[Share, ...]:
    """Read the frozen files once for a process: what a signed snapshot says does not change (``digest`` names it)."""
    snapshot = snapshot_named(name)
    with opened(snapshot) as db:
        tops = [pk for (pk,) in db.execute("SELECT id FROM organs WHERE level <> 'unit'").fetchall()]
    return tuple(shares(snapshot, (*indicators(), *signals()), tops))


def shares_of(*, actor: Actor, snapshot: Snapshot, wanted: Iterable[Indicator], organ: int) -> list[Share]:
    """Return the shares of ``organ`` and of those right below it, inside what the actor may see."""
    check_sees(actor, organ)
    with opened(snapshot) as db:
        rows = db.execute(
            "SELECT id FROM organs WHERE (id = ? OR parent_id = ?) AND level <> 'unit'", [organ, organ]
        )
        known = [pk for (pk,) in rows.fetchall()]
    mine = visible_to(actor)
    return shares(snapshot, wanted, [pk for pk in known if pk == organ or pk in mine])


def cases_behind(snapshot: Snapshot, indicator: Indicator, organ: int, *, numerator: bool) -> list[int]:
    """Return the ids of the matters behind a number, as they stood in the snapshot."""
    condition = f"({indicator.denominator})" + (f" AND ({indicator.numerator})" if numerator else "")
    with opened(snapshot) as db:
        rows = db.execute(
            f"SELECT DISTINCT t.id FROM {indicator.table} t JOIN reach r ON r.organ = t.organ_id"  # noqa: S608
            f" WHERE r.top = {int(organ)} AND {_days(snapshot, condition)} ORDER BY 1"
        ).fetchall()
    return [pk for (pk,) in rows]


@dataclass(frozen=True, slots=True)
class StoodCase:
    """A case as it stood at the end of the month."""

    id: int
    number: str
    state: str
    received_on: date
    due: date | None


def visible_cases_behind(
    *, actor: Actor, snapshot: Snapshot, indicator: Indicator, organ: int, numerator: bool
) -> list[StoodCase]:
    """Return the cases behind a number as they stood then, those of them that the actor sees today."""
    check_sees(actor, organ)
    ids = cases_behind(snapshot, indicator, organ, numerator=numerator)
    seen = sorted(cases_of(actor).filter(pk__in=ids).values_list("pk", flat=True))
    with opened(snapshot) as db:
        rows = db.execute(
            "SELECT id, number, state, received_on, due FROM matters WHERE list_contains(?::bigint[], id) ORDER BY id",
            [seen],
        ).fetchall()
    return [StoodCase(*row) for row in rows]

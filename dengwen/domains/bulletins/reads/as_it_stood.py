"""The cases as they stood at an instant, out of PostgreSQL into files that DuckDB reads.

Two ways that know nothing of each other must agree. ``ledger`` folds every entry from the first one.
``rows`` takes the rows as they are and folds only the cases that were changed since; this is what freezing uses.
"""

from pathlib import Path

from django.db import connections, transaction

from dengwen.domains.bulletins.rules.frozen import TOLD, Month

_TYPES = ", ".join(f"{each.name} {'timestamptz' if each.type == 'timestamp' else each.type}" for each in TOLD)


def _said(row: str) -> str:
    return ", ".join(
        f"{row}.{each.name} AT TIME ZONE 'UTC'" if each.type == "timestamp" else f"{row}.{each.name}"
        for each in TOLD
    )


# Where a key comes twice, jsonb keeps the last: so the entries, in their order, fold to what they say at the end.
# The entry of a merger tells of other cases too; what a case is, its own stream says under its own name.
_FOLDED = """
  SELECT e.subject AS id, max(e.seq) AS entries, jsonb_object_agg(p.key, p.value ORDER BY e.seq)
      FILTER (WHERE p.key IS NOT NULL) AS told
  FROM ledger_entry e
  LEFT JOIN LATERAL jsonb_each(e.payload::jsonb -> 'set' -> ('cases.matter/' || e.subject)) p ON true
  WHERE e.kind = 'case' AND e.at < %(until)s {only} GROUP BY e.subject
"""
_UNFOLDED = f"SELECT f.id, f.entries, {_said('t')} FROM ({{}}) f, jsonb_to_record(f.told) AS t ({_TYPES})"  # noqa: S608
_LEDGER = _UNFOLDED.format(_FOLDED.format(only=""))
_CHANGED = "SELECT DISTINCT subject FROM ledger_entry WHERE kind = 'case' AND at >= %(until)s"
_ROWS = f"""
  SELECT m.id, m.version AS entries, {_said("m")} FROM cases_matter m WHERE m.id NOT IN ({_CHANGED})
  UNION ALL {_UNFOLDED.format(_FOLDED.format(only=f"AND e.subject IN ({_CHANGED})"))}
"""  # noqa: S608
# The tree as it was on the last day of the month: names and superiors of that day, a closed organ below its successor.
_ORGANS = """
  SELECT o.id, o.code, coalesce(p.name, o.name) AS name, coalesce(p.name_en, o.name_en) AS name_en, o.level,
    CASE WHEN o.closed_on <= %(last)s AND o.successor_id IS NOT NULL THEN o.successor_id
         WHEN p.organ_id IS NULL THEN o.parent_id ELSE p.parent_id END AS parent_id
  FROM organs_organ o LEFT JOIN organs_organperiod p ON p.organ_id = o.id AND p.during @> %(last)s
  WHERE o.founded_on <= %(last)s
"""
_DEEDS = f"""
  SELECT e.subject, e.seq, {{event}}, e.at AT TIME ZONE 'UTC', e.actor_post,
    CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END
  FROM ledger_entry e LEFT JOIN staff_post p ON p.id = e.actor_post LEFT JOIN ({_ORGANS}) o ON o.id = p.organ_id
  WHERE e.kind = 'case' AND e.at >= %(since)s AND e.at < %(until)s
"""  # noqa: S608 - our own words
MATTERS = {"ledger": _LEDGER, "rows": _ROWS}
# How a deed stands in the file, by layout. Since the second a rating says the answer: "record_rating SATISFIED".
LAYOUT = 2
_EVENT = {
    1: "e.event",
    2: "CASE WHEN e.event = 'record_rating' THEN concat_ws(' ', e.event, e.payload::jsonb #>> '{facts,rated}')"
    " ELSE e.event END",
}


def copy_out(month: Month, folder: Path, *, way: str, layout: int = LAYOUT, using: str = "owner") -> None:
    """Write ``matters.csv``, ``deeds.csv`` and ``organs.csv`` of the month into ``folder``.

    ``way``: ``rows`` or ``ledger``. ``layout``: the one in which the snapshot was made, so that it can be made again.
    Needs a role that sees every row. The rows stream from PostgreSQL to the disk,
    all three out of one snapshot of the database.
    """
    queries = {"matters": MATTERS[way], "deeds": _DEEDS.replace("{event}", _EVENT[layout]), "organs": _ORGANS}
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL datestyle = 'ISO'")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        days = {
            "since": f"'{month.since.isoformat()}'::timestamptz",
            "until": f"'{month.until.isoformat()}'::timestamptz",
            "last": f"'{month.last.isoformat()}'::date",
        }
        for name, query in queries.items():
            literal = query % days
            with (
                (folder / f"{name}.csv").open("wb") as file,
                cursor.copy(f"COPY ({literal}) TO STDOUT (FORMAT csv)") as rows,
            ):
                for block in rows:
                    file.write(block)

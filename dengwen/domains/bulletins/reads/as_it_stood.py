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
_DEEDS = """
  SELECT e.subject, e.seq, e.event, e.at AT TIME ZONE 'UTC', e.actor_post,
    CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END
  FROM ledger_entry e LEFT JOIN staff_post p ON p.id = e.actor_post LEFT JOIN organs_organ o ON o.id = p.organ_id
  WHERE e.kind = 'case' AND e.at >= %(since)s AND e.at < %(until)s
"""
_ORGANS = "SELECT id, code, name, name_en, level, parent_id FROM organs_organ"
MATTERS = {"ledger": _LEDGER, "rows": _ROWS}


def copy_out(month: Month, folder: Path, *, way: str, using: str = "owner") -> None:
    """Write ``matters.csv``, ``deeds.csv`` and ``organs.csv`` of the month into ``folder``.

    ``way``: ``rows`` or ``ledger``. Needs a role that sees every row. The rows stream from PostgreSQL to the disk,
    all three out of one snapshot of the database.
    """
    queries = {"matters": MATTERS[way], "deeds": _DEEDS, "organs": _ORGANS}
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL datestyle = 'ISO'")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        days = {"since": month.since.isoformat(), "until": month.until.isoformat()}
        for name, query in queries.items():
            literal = query % {key: f"'{day}'::timestamptz" for key, day in days.items()}
            with (
                (folder / f"{name}.csv").open("wb") as file,
                cursor.copy(f"COPY ({literal}) TO STDOUT (FORMAT csv)") as rows,
            ):
                for block in rows:
                    file.write(block)

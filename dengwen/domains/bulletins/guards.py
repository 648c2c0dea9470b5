"""The database keeps the tally itself: triggers, folding and rebuilding, as SQL for the migration.

A change of matters appends pictures (one row each, no row is locked twice); ``bulletins_fold`` turns them into
flows and adds those to the tally; ``bulletins_rebuild`` makes the same tally from the matters. A change of the
organ tree moves the flows of the organs that moved. Folding, rebuilding and moving take turns under one lock;
everybody else only appends or reads, and a reader sees tally and pictures in one snapshot.
"""

from dengwen.domains.cases.guards import application_role

# Flows of a tally row, in the order of its columns.
FLOWS = (
    "received", "ended", "accept_due", "accept_in_time", "accept_late", "decide_due", "decide_in_time",
    "decide_late", "both_late", "closed", "closed_former", "returned",
)  # fmt: skip
LOCK = "PERFORM pg_advisory_xact_lock(7304182)"

_COPIED = (
    "organ_id", "category", "channel", "source", "received_on", "accept_due", "accepted_on", "handling_due",
    "decided_on", "closed_on", "close_basis", "ended_on",
)  # fmt: skip
PICTURE = f"organ_id, held, {', '.join(_COPIED[1:])}, merged_into, returned_in"


def picture_of(row: str) -> str:
    """Return the columns of the picture of the matter ``row``; nobody holds what is open and given to nobody."""
    held = (
        f"NOT ({row}.is_open AND {row}.handler_id IS NULL AND {row}.leader_id IS NULL"
        f" AND {row}.unit_id IS NULL)"
    )
    copied = ", ".join(f"{row}.{name}" for name in _COPIED[1:])
    return f"{row}.organ_id, {held}, {copied}, {row}.merged_into_id, {row}.returned_in"


# p is a picture. A limit is met when it was answered, or the matter ended otherwise than by merging, by its
# last day; late from the day after it to the day before it is answered or the matter ends; and it falls away
# (neither) when the matter was merged before. least() and greatest() ignore what is empty.
_JUDGED = """
CROSS JOIN LATERAL (SELECT least(p.accepted_on, p.ended_on) AS a_end, least(p.decided_on, p.ended_on) AS d_end) e
CROSS JOIN LATERAL (SELECT
  p.accept_due IS NOT NULL AND (e.a_end IS NULL OR e.a_end > p.accept_due) AS a_late,
  coalesce(p.accepted_on <= p.accept_due OR (p.ended_on <= p.accept_due AND p.merged_into IS NULL), false) AS a_met,
  p.handling_due IS NOT NULL AND (e.d_end IS NULL OR e.d_end > p.handling_due) AS d_late,
  coalesce(p.decided_on <= p.handling_due OR (p.ended_on <= p.handling_due AND p.merged_into IS NULL), false)
    AS d_met) j
CROSS JOIN LATERAL (SELECT
  j.a_late AND j.d_late AND greatest(p.accept_due, p.handling_due) < coalesce(least(e.a_end, e.d_end), 'infinity')
    AS both) b
"""
# ahead: the flow belongs to the end of a limit, which may lie in the future.
_FLOWS = """
CROSS JOIN LATERAL (
  SELECT * FROM (VALUES
    (true, p.received_on, 'received', 1, false),
    (p.ended_on IS NOT NULL, greatest(p.ended_on, p.received_on), 'ended', 1, false),
    (j.a_met OR j.a_late, p.accept_due, 'accept_due', 1, true),
    (j.a_met, p.accept_due, 'accept_in_time', 1, true),
    (j.a_late, p.accept_due, 'accept_late', 1, true),
    (j.a_late AND e.a_end IS NOT NULL, e.a_end, 'accept_late', -1, false),
    (j.d_met OR j.d_late, p.handling_due, 'decide_due', 1, true),
    (j.d_met, p.handling_due, 'decide_in_time', 1, true),
    (j.d_late, p.handling_due, 'decide_late', 1, true),
    (j.d_late AND e.d_end IS NOT NULL, e.d_end, 'decide_late', -1, false),
    (b.both, greatest(p.accept_due, p.handling_due), 'both_late', 1, true),
    (b.both AND least(e.a_end, e.d_end) IS NOT NULL, least(e.a_end, e.d_end), 'both_late', -1, false),
    (p.closed_on IS NOT NULL AND p.close_basis = 'verified', p.closed_on, 'closed', 1, false),
    (p.closed_on IS NOT NULL AND p.close_basis = 'former_register', p.closed_on, 'closed_former', 1, false)
  ) AS f (happened, day, flow, n, ahead) WHERE f.happened
  UNION ALL
  SELECT true, (month || '-01')::date, 'returned', 1, false
  FROM unnest(string_to_array(p.returned_in, ' ')) AS month WHERE month <> ''
) f
"""


def add_to_tally(pictures: str, tops: str, before: str = "") -> str:
    """Return the statement that adds the flows of ``pictures`` (a query) to the rows of the organs above.

    ``tops`` is a query of (top_id, organ_id, times); ``before`` are queries that the others use. Months are
    counted from the pictures, years from the months. ``since`` is the first day that is kept by days.
    """
    sums = ", ".join(f"sum(g.n * t.times) FILTER (WHERE g.flow = '{name}')" for name in FLOWS)
    filled = ", ".join(f"coalesce({name}, 0) AS {name}" for name in FLOWS)
    added = ", ".join(f"{name} = o.{name} + excluded.{name}" for name in FLOWS)
    some = " OR ".join(f"{name} <> 0" for name in FLOWS)
    return f"""
  WITH {before} p AS ({pictures}),
  happened AS (
    SELECT p.organ_id, p.held, p.category, p.channel, p.source, date_trunc('month', f.day)::date AS month,
      CASE WHEN f.ahead AND f.day >= since THEN f.day END AS ahead_on, f.flow, f.n * p.sign AS n
    FROM p {_JUDGED} {_FLOWS}),
  by_kind AS MATERIALIZED (
    SELECT organ_id, CASE WHEN grouping(held) = 0 THEN 'nobody' WHEN grouping(category) = 0 THEN 'category'
      WHEN grouping(channel) = 0 THEN 'channel' WHEN grouping(source) = 0 THEN 'source' ELSE 'all' END AS kind,
      coalesce(category, channel, source, '') AS value, month, ahead_on, flow, sum(n) AS n
    FROM happened
    GROUP BY organ_id, month, ahead_on, flow, GROUPING SETS ((), (held), (category), (channel), (source))
    HAVING held IS NOT TRUE AND sum(n) <> 0),
  by_grain AS (
    SELECT organ_id, kind, value, 'Y' AS grain, date_trunc('year', month)::date AS day, flow, sum(n) AS n
    FROM by_kind GROUP BY 1, 2, 3, 5, 6
    UNION ALL
    SELECT organ_id, kind, value, 'M', month, flow, sum(n) FROM by_kind GROUP BY 1, 2, 3, 5, 6
    UNION ALL
    SELECT organ_id, kind, value, 'D', ahead_on, flow, n FROM by_kind WHERE ahead_on IS NOT NULL),
  summed (top_id, kind, value, grain, day, {", ".join(FLOWS)}) AS (
    SELECT t.top_id, g.kind, g.value, g.grain, g.day, {sums}
    FROM by_grain g JOIN ({tops}) t ON t.organ_id = g.organ_id GROUP BY 1, 2, 3, 4, 5),
  whole AS (SELECT top_id, kind, value, grain, day, {filled} FROM summed)
  INSERT INTO bulletins_tally AS o (top_id, kind, value, grain, day, {", ".join(FLOWS)})
  SELECT * FROM whole WHERE {some} ORDER BY top_id, kind, grain, day, value
  ON CONFLICT (top_id, kind, grain, day, value) DO UPDATE SET {added};"""


_REACH = "SELECT top_id, organ_id, 1 AS times FROM organs_organreach"
# What the tally holds of the organs that moved: their matters, without the pictures that wait to be folded.
_MOVED = f"""
  SELECT 1 AS sign, x.* FROM (SELECT {picture_of("m")} FROM cases_matter m
    WHERE m.organ_id IN (SELECT organ_id FROM moved)) AS x ({PICTURE})
  UNION ALL
  SELECT -sign, {PICTURE} FROM bulletins_picture WHERE organ_id IN (SELECT organ_id FROM moved)
"""


def _function(signature: str, body: str, *, returns: str = "trigger", declares: str = "") -> str:
    return f"""
CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
{declares}BEGIN
{body}
END $$;
"""


_APPEND = f"""
  INSERT INTO bulletins_picture (sign, {PICTURE}) SELECT 1, {picture_of("m")} FROM after m;
  RETURN NULL;"""
_REPLACE = f"""
  INSERT INTO bulletins_picture (sign, {PICTURE})
  SELECT c.* FROM before b JOIN after a ON a.id = b.id
  CROSS JOIN LATERAL (VALUES (-1, {picture_of("b")}), (1, {picture_of("a")})) AS c (sign, {PICTURE})
  WHERE ({picture_of("b")}) IS DISTINCT FROM ({picture_of("a")});
  RETURN NULL;"""
_MOVE = f"""
  {LOCK};
  {add_to_tally(_MOVED, "SELECT top_id, organ_id, factor AS times FROM moved")}
  RETURN NULL;"""
_FOLD = f"""
  {LOCK};
  DELETE FROM bulletins_tally WHERE grain = 'D' AND day < since;
  {add_to_tally(f"SELECT sign, {PICTURE} FROM taken", _REACH, "taken AS (DELETE FROM bulletins_picture RETURNING *),")}
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;"""
_REBUILD = f"""
  {LOCK};
  DELETE FROM bulletins_tally;
  {
    add_to_tally(
        f"SELECT 1 AS sign, x.* FROM (SELECT {picture_of('m')} FROM cases_matter m) AS x ({PICTURE})",
        _REACH,
        "gone AS (DELETE FROM bulletins_picture),",
    )
}
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;"""

_COUNT = {"returns": "integer", "declares": "DECLARE touched integer;\n"}
_ALL_DAYS = "DECLARE since date := '-infinity'; factor integer := {};\n"

FUNCTIONS = (
    _function("bulletins_append()", _APPEND)
    + _function("bulletins_replace()", _REPLACE)
    + _function("bulletins_moved_in()", _MOVE, declares=_ALL_DAYS.format(1))
    + _function("bulletins_moved_out()", _MOVE, declares=_ALL_DAYS.format(-1))
    + _function("bulletins_fold(since date)", _FOLD, **_COUNT)
    + _function("bulletins_rebuild(since date)", _REBUILD, **_COUNT)
    + "ALTER FUNCTION bulletins_rebuild(date) SET work_mem = '256MB';\n"
)
_TRIGGERS = (
    ("bulletins_append", "INSERT", "cases_matter", "NEW TABLE AS after"),
    ("bulletins_replace", "UPDATE", "cases_matter", "OLD TABLE AS before NEW TABLE AS after"),
    ("bulletins_moved_in", "INSERT", "organs_organreach", "NEW TABLE AS moved"),
    ("bulletins_moved_out", "DELETE", "organs_organreach", "OLD TABLE AS moved"),
)
TRIGGERS = "".join(
    f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {tables}\n"
    f"  FOR EACH STATEMENT EXECUTE FUNCTION {name}();\n"
    for name, event, table, tables in _TRIGGERS
)
# Reading follows the tree, as for matters; writing is for the functions above alone.
SCOPE = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} FOR SELECT TO {application_role()} USING (
  (SELECT dengwen_sees_all()) OR {organ} = ANY ((SELECT dengwen_visible_organs())::bigint[])
);
"""
    for table, organ in (("bulletins_tally", "top_id"), ("bulletins_picture", "organ_id"))
)
FORWARD = (
    FUNCTIONS + TRIGGERS + SCOPE + "SELECT bulletins_rebuild(date_trunc('month', current_date - 1)::date);"
)
BACKWARD = (
    "DROP POLICY scope ON bulletins_picture; DROP POLICY scope ON bulletins_tally;"
    + "".join(f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();" for name, _, table, _ in _TRIGGERS)
    + "DROP FUNCTION bulletins_fold(date); DROP FUNCTION bulletins_rebuild(date);"
)

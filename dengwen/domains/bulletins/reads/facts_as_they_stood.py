"""The three facts of each claimed matter as they stood at an instant, as SQL: out of the ledger alone, or the rows.

Both ways feed one statement with the same five tables; nothing that is computed is kept anywhere. What a petitioner did
(asked for review, came back) speaks before what she answered (decision 0074).
"""

# What is folded for each table: its rows in the ledger, and the columns that are read from them.
_READ = {
    "dossier": ("closure.dossier", "matter_id bigint, round integer, handed_in_on date, decision text"),
    "rating": ("closure.rating", "matter_id bigint, number integer, asked_on date, outcome text"),
    "review": ("appeals.reviewrequest", "matter_id bigint, asked_on date, redo_on date"),
    "contact": ("cases.contact", 'matter_id bigint, received_on date, "first" boolean'),
}
_TABLE = {
    "dossier": "closure_dossier", "rating": "closure_rating", "review": "appeals_reviewrequest",
    "contact": "cases_contact",
}  # fmt: skip
_CHANGED = "SELECT DISTINCT subject FROM ledger_entry WHERE kind = 'case' AND at >= %(until)s"
# Only what was handed in is a claim: the ledger of all other cases is not opened.
_CLAIMED = """
  SELECT subject FROM ledger_entry WHERE kind = 'case' AND event = 'hand_in_dossier' AND at < %(until)s
"""
_FOLDED = f"""
  SELECT split_part(s.key, '/', 1) AS label, jsonb_object_agg(p.key, p.value ORDER BY e.seq) AS told
  FROM ledger_entry e CROSS JOIN LATERAL jsonb_each(e.payload::jsonb -> 'set') s
  CROSS JOIN LATERAL jsonb_each(s.value) p
  WHERE e.kind = 'case' AND e.at < %(until)s AND e.subject IN ({_CLAIMED}) {{only}}
    AND split_part(s.key, '/', 1) IN ({", ".join(f"'{label}'" for label, _ in _READ.values())})
  GROUP BY s.key
"""  # noqa: S608 - our own words
# What a look-back found is told by the case itself, once it is settled.
_FAILED = """
  SELECT e.subject AS matter_id, (e.at AT TIME ZONE {zone})::date AS settled_on FROM ledger_entry e
  WHERE e.kind = 'case' AND e.event = 'settle_lookback' AND e.at < %(until)s
    AND e.payload::jsonb -> 'facts' ->> 'result' = 'failed'
"""
_SETTLED = """
  SELECT matter_id, settled_on FROM closure_lookbackseat WHERE result = 'failed' AND settled_on <= %(last)s
"""
_FACTS = """
claim AS (
  SELECT DISTINCT ON (matter_id) matter_id, round, handed_in_on, decision FROM dossier ORDER BY matter_id, round DESC
), rated AS (
  SELECT DISTINCT ON (c.matter_id) c.matter_id, r.outcome FROM claim c JOIN rating r USING (matter_id)
  WHERE r.asked_on >= c.handed_in_on ORDER BY c.matter_id, r.number DESC
), objected AS (
  SELECT c.matter_id FROM claim c JOIN review q USING (matter_id) WHERE q.asked_on >= c.handed_in_on
  UNION SELECT c.matter_id FROM claim c JOIN contact k USING (matter_id)
  WHERE NOT k.first AND k.received_on > c.handed_in_on
), undone AS (
  SELECT c.matter_id FROM claim c JOIN failed f USING (matter_id) WHERE f.settled_on >= c.handed_in_on
  UNION SELECT c.matter_id FROM claim c JOIN review q USING (matter_id) WHERE q.redo_on >= c.handed_in_on
)
SELECT c.matter_id, c.round, c.handed_in_on AS claimed_on,
  CASE WHEN c.matter_id IN (SELECT matter_id FROM undone) OR c.decision IN ('returned', 'redo') THEN 'NOT_BORNE_OUT'
       WHEN c.decision = 'accepted' THEN 'VERIFIED' ELSE 'NOT_EXAMINED' END AS found,
  CASE WHEN c.matter_id IN (SELECT matter_id FROM objected) THEN 'OBJECTED'
       ELSE coalesce(r.outcome, 'NOT_ASKED') END AS said,
  coalesce(r.outcome, '') AS rated
FROM claim c LEFT JOIN rated r USING (matter_id)
"""


def _statement(zone: str, *, way: str) -> str:
    only = f"AND e.subject IN ({_CHANGED})" if way == "rows" else ""
    tables = [f"folded AS MATERIALIZED ({_FOLDED.format(only=only)})"]
    for name, (label, columns) in _READ.items():
        read = f"SELECT t.* FROM folded f, jsonb_to_record(f.told) AS t ({columns}) WHERE f.label = '{label}'"  # noqa: S608
        if way == "rows":
            names = ", ".join(column.split()[0] for column in columns.split(", "))
            read += f" UNION ALL SELECT {names} FROM {_TABLE[name]} WHERE matter_id NOT IN ({_CHANGED})"  # noqa: S608
        tables.append(f"{name} AS ({read})")
    tables.append(f"failed AS ({_SETTLED if way == 'rows' else _FAILED.format(zone=zone)})")
    return f"WITH {', '.join(tables)}, {_FACTS}"


# %(zone)s is where the legal days of the month are.
FACTS = {way: _statement("%(zone)s", way=way) for way in ("ledger", "rows")}

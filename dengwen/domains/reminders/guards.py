"""The sweep in the database: who needs to be told is found and written there, a million limits at once.

The functions run with the rights of their owner, since the sweep is nobody's post and row-level security shows it no
case. They are safe to call for whoever can: they tell nothing but numbers and ids of organs and posts, write only
reminders that are due and not written yet, and a reminder shows nothing of a case to a post that may not see it.
Sweeps take turns under one lock; what one wrote the next one sees and leaves alone.
"""

from dengwen.domains.cases.guards import application_role

LOCK = "PERFORM pg_advisory_xact_lock(7304183)"
# A limit that stands still (a hearing, ...) is not running out: nobody is told of it. c is a row of deadlines_clock.
STANDS_STILL = "c.paused_on IS NOT NULL"
# A limit that somebody of the house owes and that runs, in a matter that is open: merged and closed ones never remind.
RUNS = f"m.is_open AND c.bearer = 'organ' AND c.met_on IS NULL AND NOT c.stopped AND NOT ({STANDS_STILL})"
STEPS = ("half", "near", "last_day", "late")

# As ``rules/steps.py``: a share of the days is a whole number of days, never less; what is late comes every so often.
DAYS = """
CREATE FUNCTION reminders_share(starts_on date, target date, share int) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT starts_on + ((target - starts_on) * share + 99) / 100 $$;

CREATE FUNCTION reminders_rank(starts_on date, target date, today date, half int, near int) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN today > target THEN 4 WHEN today = target THEN 3
    WHEN today >= reminders_share(starts_on, target, near) THEN 2
    WHEN today >= reminders_share(starts_on, target, half) THEN 1 END
$$;

CREATE FUNCTION reminders_on_day(
  starts_on date, target date, today date, rank int, half int, near int, every int) RETURNS date
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE rank WHEN 4 THEN target + 1 + ((today - target - 1) / every) * every WHEN 3 THEN target
    WHEN 2 THEN reminders_share(starts_on, target, near) WHEN 1 THEN reminders_share(starts_on, target, half) END
$$;
"""

# Whose matters are open, by everything that decides who is told of them.
TEAMS = """
CREATE FUNCTION reminders_teams()
RETURNS TABLE (holder bigint, unit bigint, handler bigint, leader bigint, examiner bigint, matters bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT organ_id, unit_id, handler_id, leader_id, review_organ_id, count(*) FROM cases_matter WHERE is_open
  GROUP BY 1, 2, 3, 4, 5
$$;
"""

_KEY = "holder, unit, handler, leader, examiner, rank"
_KEYS = (
    "holders bigint[], units bigint[], handlers bigint[], leaders bigint[], examiners bigint[], ranks int[]"
)
# 0 stands for nobody: what is empty joins nothing.
_DUE = f"""
  due AS MATERIALIZED (
    SELECT c.id AS clock, m.id AS matter, c.target, r.rank, m.organ_id AS holder, coalesce(m.unit_id, 0) AS unit,
      coalesce(m.handler_id, 0) AS handler, coalesce(m.leader_id, 0) AS leader,
      CASE WHEN c.rule = ANY (examined) THEN coalesce(m.review_organ_id, 0) ELSE 0 END AS examiner,
      reminders_on_day(c.starts_on, c.target, today, r.rank, half, near, every) AS on_day
    FROM cases_matter m JOIN deadlines_clock c ON c.matter_id = m.id
    CROSS JOIN LATERAL (SELECT reminders_rank(c.starts_on, c.target, today, half, near) AS rank) r
    WHERE m.organ_id = ANY (organs) AND {RUNS} AND c.rule <> ALL (not_owed) AND r.rank IS NOT NULL)"""
# The last reminder of a clock is asked for one by one, from the index: however long the table grows, the cost is that
# of the limits that run.
_FRESH = """,
  fresh AS (
    SELECT * FROM due d WHERE coalesce(
      (SELECT max(r.on_day) FROM reminders_reminder r WHERE r.clock_id = d.clock), '-infinity') < d.on_day)"""
_FRESH_FOR = """
    SELECT f.clock, f.matter, t.post, f.rank, f.on_day, f.target
    FROM fresh f JOIN unnest(holders, units, handlers, leaders, examiners, ranks, posts)
      AS t (holder, unit, handler, leader, examiner, rank, post)
      USING (holder, unit, handler, leader, examiner, rank)"""
_ARGUMENTS = f"""
  today date, organs bigint[], half int, near int, every int, not_owed text[], examined text[],
  {_KEYS}, posts bigint[]"""

# One statement for all steps of a batch of organs. The earliest steps are written first: read backwards, what is late
# stands on top.
TELL = f"""
CREATE FUNCTION reminders_tell({_ARGUMENTS}) RETURNS TABLE (step text, clocks bigint, reminders bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB' AS $$
BEGIN
  {LOCK};
  RETURN QUERY WITH {_DUE}{_FRESH},
  told AS ({_FRESH_FOR}),
  written AS (
    INSERT INTO reminders_reminder (clock_id, matter_id, post_id, step, on_day, target, told_on)
    SELECT t.clock, t.matter, t.post, (ARRAY{list(STEPS)})[t.rank], t.on_day, t.target, today
    FROM told t ORDER BY t.rank, t.clock, t.post
    ON CONFLICT DO NOTHING RETURNING reminders_reminder.step, reminders_reminder.clock_id)
  SELECT w.step::text, count(DISTINCT w.clock_id), count(*) FROM written w GROUP BY w.step;
END $$;
"""

# What a sweep would write now: nothing, after one. With ``unchanged_since`` matters that changed later are left out.
MISSED = f"""
CREATE FUNCTION reminders_missed({_ARGUMENTS}, unchanged_since timestamptz)
RETURNS TABLE (step text, clocks bigint, reminders bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB' AS $$
BEGIN
  RETURN QUERY WITH {_DUE}{_FRESH},
  told AS ({_FRESH_FOR}
    WHERE unchanged_since IS NULL OR NOT EXISTS (
      SELECT 1 FROM ledger_entry e WHERE e.kind = 'case' AND e.subject = f.matter AND e.at > unchanged_since))
  SELECT (ARRAY{list(STEPS)})[t.rank], count(DISTINCT t.clock), count(*) FROM told t GROUP BY t.rank;
END $$;
"""

# How many matters wait for somebody who is not there. Told or not: a gap is counted as long as it is one.
WAITING = f"""
CREATE FUNCTION reminders_waiting(
  today date, organs bigint[], half int, near int, every int, not_owed text[], examined text[],
  {_KEYS}, lacking bigint[], kinds text[])
RETURNS TABLE (organ bigint, kind text, matters bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB' AS $$
BEGIN
  RETURN QUERY WITH {_DUE}
  SELECT g.lacking, g.kind, count(DISTINCT d.matter)
  FROM due d JOIN unnest(holders, units, handlers, leaders, examiners, ranks, lacking, kinds)
    AS g (holder, unit, handler, leader, examiner, rank, lacking, kind) USING ({_KEY})
  GROUP BY 1, 2;
END $$;
"""

# Opens, counts anew and ends the open posts; says which of them are new or have been open for whole weeks.
GAPS = f"""
CREATE FUNCTION reminders_note_gaps(
  today date, every int, lacking bigint[], kinds text[], aboves bigint[], counts bigint[])
RETURNS TABLE (organ bigint, kind text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  {LOCK};
  UPDATE reminders_openpost o SET ended_on = today WHERE o.ended_on IS NULL AND NOT EXISTS (
    SELECT 1 FROM unnest(lacking, kinds) AS g (organ, kind) WHERE g.organ = o.organ_id AND g.kind = o.kind);
  RETURN QUERY WITH before AS MATERIALIZED (SELECT * FROM reminders_openpost WHERE ended_on IS NULL),
  kept AS (
    INSERT INTO reminders_openpost AS o (organ_id, kind, above_id, matters, since, seen_on)
    SELECT g.organ, g.kind, g.above, g.matters, today, today
    FROM unnest(lacking, kinds, aboves, counts) AS g (organ, kind, above, matters)
    ON CONFLICT (organ_id, kind) WHERE ended_on IS NULL
    DO UPDATE SET matters = excluded.matters, above_id = excluded.above_id, seen_on = excluded.seen_on
    RETURNING o.organ_id, o.kind)
  SELECT k.organ_id, k.kind::text FROM kept k LEFT JOIN before b USING (organ_id, kind)
  WHERE b.id IS NULL OR (today - b.since) / every > (b.seen_on - b.since) / every;
END $$;
"""

# One digest for everybody who was told something since the last one; one that waits is made longer, one that went out
# today stays, and what came after it goes into the next.
DIGESTS = f"""
CREATE FUNCTION reminders_gather(today date, others bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE made bigint;
BEGIN
  {LOCK};
  INSERT INTO reminders_digest AS d (account_id, day, upto, outcome, tries, trouble)
  SELECT p.account_id, today, max(coalesce(l.id, 0)), '', 0, ''
  FROM staff_post p JOIN staff_account a ON a.id = p.account_id
  LEFT JOIN LATERAL (SELECT r.id FROM reminders_reminder r WHERE r.post_id = p.id ORDER BY r.id DESC LIMIT 1) l ON true
  WHERE a.is_active AND p.since <= today AND (p.until IS NULL OR p.until >= today)
  GROUP BY p.account_id
  HAVING bool_or(p.id = ANY (others)) OR max(coalesce(l.id, 0)) > coalesce(
    (SELECT max(b.upto) FROM reminders_digest b WHERE b.account_id = p.account_id), 0)
  ON CONFLICT (account_id, day) DO UPDATE SET upto = greatest(d.upto, excluded.upto) WHERE d.outcome = '';
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
"""

# The worker acts as no post, and the ledger shows itself to posts only: so it may ask for this one thing.
LAST = """
CREATE FUNCTION reminders_last_sweep() RETURNS TABLE (day date, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT (payload::jsonb ->> 'day')::date, at FROM ledger_entry WHERE kind = 'sweep' AND subject = 1
  ORDER BY seq DESC LIMIT 1
$$;
"""

# A post sees what it was told. Open posts follow the tree, for who appoints as well: they tell no case. Administrators
# reach no case, so the tree is asked here and not ``dengwen_visible_organs``.
SCOPE = f"""
CREATE FUNCTION reminders_bureau() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END
  FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id WHERE p.id = dengwen_post()
$$;
ALTER TABLE reminders_reminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON reminders_reminder FOR SELECT TO {application_role()}
  USING (post_id = (SELECT dengwen_post()));
ALTER TABLE reminders_openpost ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON reminders_openpost FOR SELECT TO {application_role()} USING (EXISTS (
  SELECT 1 FROM organs_organreach r
  WHERE r.top_id = (SELECT reminders_bureau()) AND r.organ_id = reminders_openpost.organ_id));
"""

FORWARD = DAYS + TEAMS + TELL + MISSED + WAITING + GAPS + DIGESTS + LAST + SCOPE
_FUNCTIONS = (
    "reminders_bureau", "reminders_last_sweep", "reminders_gather", "reminders_note_gaps", "reminders_waiting",
    "reminders_missed", "reminders_tell", "reminders_teams", "reminders_on_day", "reminders_rank", "reminders_share",
)  # fmt: skip
BACKWARD = """
DROP POLICY scope ON reminders_openpost; DROP POLICY scope ON reminders_reminder;
ALTER TABLE reminders_openpost DISABLE ROW LEVEL SECURITY; ALTER TABLE reminders_reminder DISABLE ROW LEVEL SECURITY;
""" + "".join(f"DROP FUNCTION {name};" for name in _FUNCTIONS)

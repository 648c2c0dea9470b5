"""What the database promises about cooperation requests, as SQL for the migrations.

Two organs meet in a request and neither sees the other's cases: the one asked sees the request and its papers. To
answer, it must still write into the stream of the case. For that one deed ``dengwen_cooperation_reach`` names the
organ that holds the case, to a post of the organ asked, while the request is open, and to nobody else.
"""

from dengwen.domains.cases.guards import application_role, guard, scope, unguard

REQUEST, PAPER = "supervision_cooperationrequest", "supervision_cooperationpaper"


def policies() -> str:
    """Return the SQL that shows a request to both sides and to whoever sees the case, and guards it."""
    role = application_role()
    return f"""
ALTER TABLE {REQUEST} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {REQUEST} TO {role} USING (
  asked_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR asking_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {REQUEST}.matter_id)
) WITH CHECK (true);
ALTER TABLE {PAPER} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {PAPER} TO {role} USING (
  EXISTS (SELECT 1 FROM {REQUEST} r WHERE r.id = {PAPER}.request_id)
) WITH CHECK (true);
CREATE FUNCTION dengwen_cooperation_reach(request bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT dengwen_post() || ':' || ARRAY[m.organ_id]::text
  FROM {REQUEST} q JOIN cases_matter m ON m.id = q.matter_id
  JOIN organs_organreach r ON r.top_id = dengwen_bureau() AND r.organ_id = q.asked_id
  WHERE q.id = request AND q.outcome = ''
$$;
{guard(REQUEST)}{guard(PAPER)}"""


# Items, inspections and notes: a stream of the ledger for each root, and the rows that hang on it.
ITEM, ANSWER = "supervision_supervisionitem", "supervision_supervisionanswer"
PAPER_OF_ANSWER, TOLD_OF = "supervision_supervisionpaper", "supervision_supervisionescalation"
INSPECTION, INSPECTED = "supervision_inspection", "supervision_inspectedorgan"
DRAW, DRAWN = "supervision_inspectiondraw", "supervision_inspectedcase"
VISIT, FINDING = "supervision_inspectionvisit", "supervision_inspectionfinding"
NOTE = "supervision_experiencenote"
# Table -> the stream of the ledger and the column that holds its subject.
STREAMS = {
    ITEM: ("supervision", "id"), ANSWER: ("supervision", "item_id"), PAPER_OF_ANSWER: ("supervision", "item_id"),
    TOLD_OF: ("supervision", "item_id"), INSPECTION: ("inspection", "id"), INSPECTED: ("inspection", "inspection_id"),
    DRAW: ("inspection", "inspection_id"), DRAWN: ("inspection", "inspection_id"),
    VISIT: ("inspection", "inspection_id"), FINDING: ("inspection", "inspection_id"), NOTE: ("experience", "id"),
}  # fmt: skip
ONCE = (PAPER_OF_ANSWER, TOLD_OF, INSPECTED, DRAW, VISIT)
_MINE = "= ANY ((SELECT dengwen_visible_organs())::bigint[])"
_OF_ITEM = f"EXISTS (SELECT 1 FROM {ITEM} i WHERE i.id = {{table}}.item_id)"
# A definer asks who inspects, so that the policies of two tables do not ask each other in a circle.
SEEN = {
    # An item about a case that accuses somebody does not exist for those whom it accuses.
    ITEM: f"(organ_id {_MINE} OR by_organ_id {_MINE}) AND (matter_id IS NULL OR NOT dengwen_conflicted(matter_id))",
    ANSWER: _OF_ITEM, PAPER_OF_ANSWER: _OF_ITEM, TOLD_OF: _OF_ITEM,
    INSPECTION: f"organ_id {_MINE} OR dengwen_inspected(id)",
    INSPECTED: f"organ_id {_MINE} OR dengwen_inspects(inspection_id)",
    DRAW: "dengwen_inspects(inspection_id)",
    DRAWN: "dengwen_inspects(inspection_id) AND NOT dengwen_conflicted(matter_id)",
    VISIT: f"organ_id {_MINE} OR dengwen_inspects(inspection_id)",
    FINDING: f"(organ_id {_MINE} OR dengwen_inspects(inspection_id))"
             " AND (matter_id IS NULL OR NOT dengwen_conflicted(matter_id))",
    NOTE: f"state = 'approved' OR organ_id {_MINE}",
}  # fmt: skip
_OWN_FUNCTIONS = f"""
CREATE FUNCTION dengwen_recorded_own() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE asked bigint := (to_jsonb(NEW) ->> TG_ARGV[1])::bigint; last bigint;
BEGIN
  SELECT txid INTO last FROM ledger_entry WHERE kind = TG_ARGV[0] AND subject = asked ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a change of % % (%) without its ledger entry is refused', TG_ARGV[0], asked, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION dengwen_inspects(asked bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM {INSPECTION} i JOIN organs_organreach r ON r.organ_id = i.organ_id
                 WHERE i.id = asked AND r.top_id = dengwen_bureau())
$$;
CREATE FUNCTION dengwen_inspected(asked bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM {INSPECTED} o JOIN organs_organreach r ON r.organ_id = o.organ_id
                 WHERE o.inspection_id = asked AND r.top_id = dengwen_bureau())
      OR EXISTS (SELECT 1 FROM {FINDING} f JOIN organs_organreach r ON r.organ_id = f.organ_id
                 WHERE f.inspection_id = asked AND r.top_id = dengwen_bureau())
$$;
-- The worker sees no item: it is told which are silent, and under which post of who raised them silence goes up.
CREATE FUNCTION supervision_silent(on_day date) RETURNS TABLE (item bigint, post bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT i.id, o.id
  FROM {ITEM} i CROSS JOIN LATERAL (
    SELECT p.id FROM staff_post p JOIN staff_account a ON a.id = p.account_id
    WHERE p.organ_id = i.by_organ_id AND p.role IN ('campaign_office', 'inspector', 'leader') AND a.is_active
      AND p.since <= on_day AND (p.until IS NULL OR p.until >= on_day)
    ORDER BY p.id <> i.by_id, p.role, p.id LIMIT 1) o
  WHERE i.state IN ('open', 'returned') AND i.due < on_day ORDER BY i.id
$$;
"""
_NO_OWN_FUNCTIONS = """
DROP FUNCTION supervision_silent(date);
DROP FUNCTION dengwen_inspected(bigint);
DROP FUNCTION dengwen_inspects(bigint);
DROP FUNCTION dengwen_recorded_own();
"""


def guard_own() -> str:
    """Return the SQL that guards and scopes items, inspections and notes."""
    own = (
        _guarded(table, *STREAMS[table], SEEN[table].format(table=table), once=table in ONCE)
        for table in STREAMS
    )
    return _OWN_FUNCTIONS + "".join(own)


def unguard_own() -> str:
    """Return the SQL that takes it back."""
    return "".join(_unguarded(table) for table in STREAMS) + _NO_OWN_FUNCTIONS


# Problems and suggestions go between organs of one line; causes are rows of cases.
PROBLEM, SUGGESTION, CAUSE = "supervision_problem", "supervision_suggestion", "supervision_casecause"
_BETWEEN = f"organ_id {_MINE} OR by_organ_id {_MINE}"


def guard_practice() -> str:
    """Return the SQL that guards and scopes problems, suggestions and causes on cases."""
    own = _guarded(PROBLEM, "problem", "id", _BETWEEN) + _guarded(SUGGESTION, "suggestion", "id", _BETWEEN)
    return own + guard(CAUSE) + scope(CAUSE)


def unguard_practice() -> str:
    """Return the SQL that takes it back."""
    return _unguarded(PROBLEM) + _unguarded(SUGGESTION) + unguard(CAUSE)


def _guarded(table: str, stream: str, column: str, seen: str, *, once: bool = False) -> str:
    frozen = f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();"
    return f"""
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE CONSTRAINT TRIGGER {table}_recorded AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_own('{stream}', '{column}');
{frozen if once else ""}
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()} USING ({seen}) WITH CHECK (true);
"""


def _unguarded(table: str) -> str:
    return f"""
DROP TRIGGER IF EXISTS {table}_once ON {table};
DROP TRIGGER {table}_recorded ON {table};
DROP TRIGGER {table}_stays_whole ON {table};
DROP TRIGGER {table}_stays ON {table};
DROP POLICY scope ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

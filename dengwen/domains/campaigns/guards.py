"""What the database promises about campaigns, as SQL for the migrations.

The rows of cases (who belongs to a campaign, and every change of it) are guarded as all rows of cases are. The rows
of a campaign itself are never deleted and never change without an entry of the same transaction in the stream
``campaign/<id>``; some are written once and never again.
"""

from dengwen.domains.cases.guards import application_role, guard, scope

CAMPAIGN = "campaigns_campaign"
OF_ORGANS = (
    "campaigns_itemmark",
    "campaigns_campaigncontact",
    "campaigns_campaigntask",
    "campaigns_campaignreport",
)
OF_ALL = ("campaigns_stagerun", "campaigns_stagecount")
OF_CASES = ("campaigns_campaigncase", "campaigns_scopechange", "campaigns_scopedecision")
WRITTEN_ONCE = (
    "campaigns_itemmark", "campaigns_campaigncontact", "campaigns_campaignreport", "campaigns_stagecount",
    "campaigns_scopechange",
)  # fmt: skip
# Governance bodies and what hangs on them: seen by whoever sees the campaign (migration 0021).
OF_BODIES = (
    "campaigns_governancebody", "campaigns_bodymember", "campaigns_bodymeeting", "campaigns_bodydecision",
)  # fmt: skip
BODIES_ONCE = ("campaigns_governancebody", "campaigns_bodymeeting", "campaigns_bodydecision")

FUNCTIONS = """
CREATE FUNCTION dengwen_recorded_campaign(asked bigint, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last bigint;
BEGIN
  SELECT txid INTO last FROM ledger_entry WHERE kind = 'campaign' AND subject = asked ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a change of campaign % (%) without its ledger entry is refused', asked, table_name
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;
CREATE FUNCTION dengwen_recorded_campaign_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded_campaign(NEW.campaign_id, TG_TABLE_NAME); RETURN NULL; END $$;
CREATE FUNCTION dengwen_recorded_campaign_self() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded_campaign(NEW.id, TG_TABLE_NAME); RETURN NULL; END $$;

-- What lapses by itself: the worker sees no case of its own, so it is told which case, and whose office brings it back.
CREATE FUNCTION campaigns_lapsing(on_day date) RETURNS TABLE (campaign bigint, matter bigint, post bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT d.campaign_id, d.matter_id, o.id
  FROM campaigns_scopedecision d JOIN campaigns_campaign c ON c.id = d.campaign_id
  CROSS JOIN LATERAL (
    SELECT p.id FROM staff_post p JOIN staff_account a ON a.id = p.account_id
    WHERE p.organ_id = c.organ_id AND p.role IN ('campaign_office', 'leader', 'registrar') AND a.is_active
      AND p.since <= on_day AND (p.until IS NULL OR p.until >= on_day)
    ORDER BY p.role, p.id LIMIT 1) o
  WHERE d.ended_on IS NULL AND d.review_on < on_day ORDER BY d.campaign_id, d.matter_id
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION campaigns_lapsing(date);
DROP FUNCTION dengwen_recorded_campaign_self();
DROP FUNCTION dengwen_recorded_campaign_row();
DROP FUNCTION dengwen_recorded_campaign(bigint, text);
"""
# At or below the post's bureau, or above it: a county reads what the campaign of its province asks.
SEEN = """(organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR EXISTS (SELECT 1 FROM organs_organreach r WHERE r.top_id = {table}.organ_id
             AND r.organ_id = (SELECT dengwen_bureau())))"""


def forward() -> str:
    """Return the SQL that guards and scopes every table of campaigns."""
    role = application_role()
    parts = [FUNCTIONS, _stays(CAMPAIGN, "self"), _policy(CAMPAIGN, SEEN.format(table=CAMPAIGN), role)]
    for table in OF_ORGANS:
        own = f"(organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[]) OR {_given(table)})"
        parts += [_stays(table, "row"), _policy(table, own, role)]
    for table in OF_ALL:
        seen = f"EXISTS (SELECT 1 FROM {CAMPAIGN} c WHERE c.id = {table}.campaign_id)"
        parts += [_stays(table, "row"), _policy(table, seen, role)]
    parts += [guard(table) + scope(table) for table in OF_CASES]
    parts += [_once(table) for table in WRITTEN_ONCE]
    return "".join(parts)


def forward_of_organs(*tables: str, once: tuple[str, ...] = ()) -> str:
    """Return the SQL that guards and scopes further tables whose rows belong to an organ; ``once``: never changed."""
    seen, role = "(organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[]))", application_role()
    parts = [_stays(table, "row") + _policy(table, seen, role) for table in tables]
    return "".join([*parts, *(_once(table) for table in once)])


def backward_of_organs(*tables: str) -> str:
    """Return the SQL that takes it back."""
    return "".join(_gone(table) for table in tables)


def forward_batches(table: str) -> str:
    """Return the SQL for letters that assign many cases: both organs see one, and it never changes."""
    reached = "ANY ((SELECT dengwen_visible_organs())::bigint[])"
    seen = f"(organ_id = {reached} OR to_id = {reached})"
    return _stays(table, "row") + _policy(table, seen, application_role()) + _once(table)


OUTSIDE = """
CREATE FUNCTION dengwen_recorded_outside() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last bigint; asked bigint;
BEGIN
  asked := (to_jsonb(NEW) ->>
    CASE TG_TABLE_NAME WHEN 'campaigns_outsideregister' THEN 'id' ELSE 'register_id' END)::bigint;
  SELECT txid INTO last FROM ledger_entry WHERE kind = 'outside' AND subject = asked ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a change of outside register % (%) without its ledger entry is refused',
      asked, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
"""


def forward_outside(*tables: str, once: str) -> str:
    """Return the SQL that guards the registers of outside bodies, whose stream is ``outside/<id>``."""
    made = forward_of_organs(*tables, once=(once,))
    return OUTSIDE + made.replace("dengwen_recorded_campaign_row()", "dengwen_recorded_outside()")


def backward_outside(*tables: str) -> str:
    """Return the SQL that takes it back."""
    return backward_of_organs(*tables) + "DROP FUNCTION dengwen_recorded_outside();"


def guard_bodies() -> str:
    """Return the SQL that guards and scopes governance bodies."""
    role, parts = application_role(), []
    for table in OF_BODIES:
        seen = f"EXISTS (SELECT 1 FROM {CAMPAIGN} c WHERE c.id = {table}.campaign_id)"
        parts += [_stays(table, "row"), _policy(table, seen, role)]
    return "".join(parts + [_once(table) for table in BODIES_ONCE])


def unguard_bodies() -> str:
    """Return the SQL that takes it back."""
    return "".join(_gone(table) for table in OF_BODIES)


def _given(table: str) -> str:
    """An organ sees the tasks that it gave, wherever they lie; of all else only its own and those below."""
    mine = "given_by_id = ANY ((SELECT dengwen_visible_organs())::bigint[])"
    return mine if table == "campaigns_campaigntask" else "false"


def backward() -> str:
    """Return the SQL that takes it back."""
    parts = [_gone(table) for table in (CAMPAIGN, *OF_ORGANS, *OF_ALL, *OF_CASES)]
    return "".join(parts) + DROP_FUNCTIONS


def _gone(table: str) -> str:
    return f"""
DROP TRIGGER IF EXISTS {table}_once ON {table};
DROP TRIGGER {table}_recorded ON {table};
DROP TRIGGER {table}_stays_whole ON {table};
DROP TRIGGER {table}_stays ON {table};
DROP POLICY scope ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


def _stays(table: str, which: str) -> str:
    return f"""
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE CONSTRAINT TRIGGER {table}_recorded AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_campaign_{which}();
"""


def _once(table: str) -> str:
    return f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();\n"


def _policy(table: str, seen: str, role: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {role} USING ({seen}) WITH CHECK (true);
"""

"""What the database promises about look-backs: who sees a round, who sees a sheet, and that nothing goes in silence."""

from dengwen.domains.cases.guards import application_role

FUNCTIONS = """
CREATE FUNCTION dengwen_recorded_lookback(round bigint, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last bigint;
BEGIN
  SELECT txid INTO last FROM ledger_entry WHERE kind = 'lookback' AND subject = round ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a change of look-back % (%) without its ledger entry is refused', round, table_name
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;
CREATE FUNCTION dengwen_recorded_lookback_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded_lookback(NEW.id, TG_TABLE_NAME); RETURN NULL; END $$;
CREATE FUNCTION dengwen_recorded_lookback_round_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded_lookback(NEW.round_id, TG_TABLE_NAME); RETURN NULL; END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION dengwen_recorded_lookback_round_id();
DROP FUNCTION dengwen_recorded_lookback_id();
DROP FUNCTION dengwen_recorded_lookback(bigint, text);
"""
_REACHED = "(SELECT dengwen_sees_all()) OR organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])"


def guard_round(table: str, column: str) -> str:
    """Return the SQL that refuses deletion and unrecorded change; ``column`` holds the id of the round."""
    return f"""
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE CONSTRAINT TRIGGER {table}_recorded AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_lookback_{column}();
"""


def scope_rounds(table: str) -> str:
    """Return the SQL that shows rounds to the posts whose bureau reaches the organ that looks back."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()} USING ({_REACHED}) WITH CHECK ({_REACHED});
"""


def scope_by_round(table: str) -> str:
    """Return the SQL that shows what belongs to a round that is shown."""
    shown = f"EXISTS (SELECT 1 FROM closure_lookbackround r WHERE r.id = {table}.round_id)"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()} USING ({shown}) WITH CHECK ({shown});
"""


def scope_sheets(sheets: str, findings: str) -> str:
    """Return the SQL that shows a sheet to its reviewer alone until the place has all its sheets: so it is blind."""
    case = "EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {table}.matter_id)"
    return f"""
CREATE FUNCTION dengwen_lookback_open(seat bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM closure_lookbackseat s WHERE s.id = seat AND s.standing = 'open')
$$;
ALTER TABLE {sheets} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {sheets} TO {application_role()} USING (
  (by_id = (SELECT dengwen_post()) OR NOT dengwen_lookback_open(seat_id)) AND {case.format(table=sheets)}
) WITH CHECK (true);
ALTER TABLE {findings} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {findings} TO {application_role()} USING (
  EXISTS (SELECT 1 FROM {sheets} s WHERE s.id = {findings}.sheet_id)
) WITH CHECK (true);
"""


def unguard_table(table: str) -> str:
    """Return the SQL that takes back policy and triggers of ``table``."""
    return f"""
DROP TRIGGER {table}_recorded ON {table};
DROP TRIGGER {table}_stays_whole ON {table};
DROP TRIGGER {table}_stays ON {table};
DROP POLICY scope ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

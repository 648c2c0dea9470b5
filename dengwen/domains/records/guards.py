"""What the database promises about holds, exports, disposals and erasing, as SQL for the migrations.

Nothing of a case can be deleted. Erasing goes through one function with the rights of its owner, which asks the rows
themselves: a disposal decided by another person than proposed it, no hold in force, the period over by the database's
own calendar, and the disposal as the last entry of the case in this very transaction. It erases what the ledger holds
as digests.
"""

from dengwen.domains.cases.guards import application_role, guard, scope, unguard
from dengwen.domains.cases.states import ERASED
from dengwen.domains.records.states import KEPT_CODES
from dengwen.foundation.identity.destroying import DESTROY_PEOPLE

HOLD, EXPORT, DISPOSAL = "records_legalhold", "records_fileexport", "records_disposal"
OF_CASE = (EXPORT, HOLD, DISPOSAL)
_KEPT = ", ".join(f"'{label.replace('.', '_')}.{column}'" for label, column in sorted(KEPT_CODES))

# Who acts is who the row says, in the columns named: the first three name who began, the last who ended.
_BY_WHOM = """
CREATE FUNCTION records_by_whom() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  fresh jsonb := to_jsonb(NEW);
  old jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
  acting text := (SELECT account_id::text FROM staff_post WHERE id = dengwen_post());
BEGIN
  IF TG_OP = 'INSERT' AND (fresh ->> (TG_ARGV[0] || '_account_id') IS DISTINCT FROM acting
      OR fresh ->> (TG_ARGV[0] || '_by_id') IS DISTINCT FROM dengwen_post()::text
      OR fresh ->> (TG_ARGV[1] || '_account_id') IS NOT NULL) THEN
    RAISE EXCEPTION 'Dengwen: a row of % begins with whoever acts', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (
      fresh ->> (TG_ARGV[0] || '_account_id') IS DISTINCT FROM old ->> (TG_ARGV[0] || '_account_id')
      OR fresh ->> (TG_ARGV[0] || '_by_id') IS DISTINCT FROM old ->> (TG_ARGV[0] || '_by_id')
      OR fresh ->> (TG_ARGV[0] || '_on') IS DISTINCT FROM old ->> (TG_ARGV[0] || '_on')
      OR old ->> (TG_ARGV[1] || '_account_id') IS NOT NULL
      OR fresh ->> (TG_ARGV[1] || '_account_id') IS DISTINCT FROM acting
      OR fresh ->> (TG_ARGV[1] || '_by_id') IS DISTINCT FROM dengwen_post()::text) THEN
    RAISE EXCEPTION 'Dengwen: a row of % is decided once, by whoever acts', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""
# Table: who begins, who ends, and the other columns whose change is a decision.
_WHOM = {
    HOLD: ("placed", "lifted", ("ground", "lifted_on")),
    DISPOSAL: ("proposed", "decided", ("record_class", "kept_until", "outcome", "decision", "decided_on")),
    EXPORT: ("asked", "decided", ("recipient", "party_id", "identities", "decided_on")),
}

# The salt of a case goes with its file and never otherwise; a stub without salt never changes again.
_STUB = f"""
CREATE FUNCTION dengwen_stub_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length(OLD.salt) = 0 THEN
    RAISE EXCEPTION 'Dengwen: the file of case % was disposed of; its stub stays as it is', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.salt IS DISTINCT FROM OLD.salt AND current_user = {application_role().replace('"', "'")} THEN
    RAISE EXCEPTION 'Dengwen: the salt of case % is not the application''s to change', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_matter_stub BEFORE UPDATE ON cases_matter
  FOR EACH ROW WHEN (length(OLD.salt) = 0 OR NEW.salt IS DISTINCT FROM OLD.salt)
  EXECUTE FUNCTION dengwen_stub_stays();
"""

_ERASE = f"""
CREATE FUNCTION dengwen_erase_file(case_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  last ledger_entry;
  told record;
  people bigint[];
BEGIN
  SELECT * INTO last FROM ledger_entry WHERE kind = 'case' AND subject = case_id ORDER BY seq DESC LIMIT 1;
  IF NOT EXISTS (SELECT 1 FROM {DISPOSAL} d JOIN cases_matter m ON m.id = d.matter_id
                 WHERE d.matter_id = case_id AND d.outcome = 'disposed' AND d.decided_by_id = dengwen_post()
                   AND d.decided_account_id <> d.proposed_account_id AND d.kept_until < current_date
                   AND d.kept_until > m.ended_on AND NOT m.is_open)
      OR EXISTS (SELECT 1 FROM {HOLD} h WHERE h.matter_id = case_id AND h.lifted_on IS NULL)
      OR last.event IS DISTINCT FROM 'disposed'
      OR last.txid IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: nothing of case % is erased without a decision of two people', case_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  FOR told IN
    SELECT DISTINCT replace(split_part(r.key, '/', 1), '.', '_') AS of_table, rtrim(c, '#') AS of_column
    FROM ledger_entry e, jsonb_each(e.payload::jsonb -> 'set') r, jsonb_object_keys(r.value) c
    WHERE e.kind = 'case' AND e.subject = case_id AND c LIKE '%#'
  LOOP
    CONTINUE WHEN told.of_table || '.' || told.of_column IN ({_KEPT});
    CONTINUE WHEN NOT EXISTS (
      SELECT 1 FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = told.of_table
      AND c.column_name = told.of_column AND c.data_type IN ('text', 'character varying'));
    EXECUTE format('UPDATE %1$I SET %2$I = %3$L WHERE %5$I = $1 AND %2$I <> %4$L', told.of_table, told.of_column,
      '{ERASED}', '', CASE WHEN told.of_table = 'cases_matter' THEN 'id' ELSE 'matter_id' END) USING case_id;
  END LOOP;
  SELECT array_agg(DISTINCT (r.value ->> 'person_id')::bigint) INTO people
    FROM ledger_entry e, jsonb_each(e.payload::jsonb -> 'set') r
    WHERE e.kind = 'case' AND e.subject = case_id AND r.key LIKE 'cases.party/%'
      AND r.value ->> 'person_id' IS NOT NULL;
  {DESTROY_PEOPLE}
  UPDATE cases_matter SET salt = ''::bytea WHERE id = case_id;
END $$;
"""

# The same bytes may lie in another file, which the acting post need not see: they go when nobody needs them.
_NEEDED = """
CREATE FUNCTION dengwen_file_needed(digest text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM letters_attachment a JOIN cases_matter m ON m.id = a.matter_id
                 WHERE a.sha256 = digest AND length(m.salt) > 0)
      OR EXISTS (SELECT 1 FROM letters_letter a JOIN cases_matter m ON m.id = a.matter_id
                 WHERE a.pdf_sha256 = digest AND length(m.salt) > 0)
      OR EXISTS (SELECT 1 FROM supervision_cooperationpaper a JOIN cases_matter m ON m.id = a.matter_id
                 WHERE a.sha256 = digest AND length(m.salt) > 0)
      OR EXISTS (SELECT 1 FROM supervision_supervisionpaper a WHERE a.sha256 = digest)
      OR EXISTS (SELECT 1 FROM bulletins_publication a WHERE a.pdf_sha256 = digest)
$$;
CREATE FUNCTION dengwen_disposed_files() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.sha256 FROM cases_matter m JOIN letters_attachment a ON a.matter_id = m.id WHERE length(m.salt) = 0
  UNION SELECT a.pdf_sha256 FROM cases_matter m JOIN letters_letter a ON a.matter_id = m.id
    WHERE length(m.salt) = 0 AND a.pdf_sha256 <> ''
  UNION SELECT a.sha256 FROM cases_matter m JOIN supervision_cooperationpaper a ON a.matter_id = m.id
    WHERE length(m.salt) = 0
$$;
"""
# What falls due is found organ by organ: at rest and not disposed of yet, the longest at rest first.
_RESTING = """
CREATE INDEX records_disposed ON cases_matter (id) WHERE length(salt) = 0;
CREATE INDEX records_resting ON cases_matter (organ_id, ended_on, id) WHERE NOT is_open AND length(salt) > 0;
"""


def guard_records() -> str:
    """Return the SQL that guards and scopes the rows of this noun and makes the one way to erase."""
    rows = "".join(guard(table) + scope(table) for table in OF_CASE)
    whom = "".join(_whom(table, *said) for table, said in _WHOM.items())
    return rows + _BY_WHOM + whom + _STUB + _ERASE + _NEEDED + _RESTING


def _whom(table: str, begins: str, ends: str, decision: tuple[str, ...]) -> str:
    """Return the SQL that compares who began and who ended with whoever acts."""
    both = [f"{who}_{what}" for who in (begins, ends) for what in ("by_id", "account_id")]
    columns = ", ".join([f"{begins}_on", *both, *decision])
    deed = f"FOR EACH ROW EXECUTE FUNCTION records_by_whom('{begins}', '{ends}');"
    return f"""
CREATE TRIGGER {table}_began BEFORE INSERT ON {table} {deed}
CREATE TRIGGER {table}_decided BEFORE UPDATE OF {columns} ON {table} {deed}
"""


def unguard_records() -> str:
    """Return the SQL that takes it back."""
    whom = "".join(
        f"DROP TRIGGER {table}_decided ON {table};\nDROP TRIGGER {table}_began ON {table};\n"
        for table in _WHOM
    )
    return f"""
DROP INDEX records_resting;
DROP INDEX records_disposed;
DROP FUNCTION dengwen_disposed_files();
DROP FUNCTION dengwen_file_needed(text);
DROP FUNCTION dengwen_erase_file(bigint);
DROP TRIGGER cases_matter_stub ON cases_matter;
DROP FUNCTION dengwen_stub_stays();
{whom}DROP FUNCTION records_by_whom();
""" + "".join(unguard(table) for table in OF_CASE)

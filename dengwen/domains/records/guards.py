"""What the database promises about holds, orders and erasing, as SQL for the migrations.

Nothing of a case can be deleted. Erasing goes through one function with the rights of its owner, which asks the rows
themselves: an approved order of two accounts that names the file, no hold in force, the period over, and the
disposal as the last entry of the case in this very transaction. It erases what the ledger holds as digests.
"""

from dengwen.domains.cases.guards import application_role, guard, scope, unguard
from dengwen.domains.records.states import ERASED, KEPT_CODES

ORDER = "records_disposalorder"
OF_CASE = ("records_fileexport", "records_legalhold", "records_disposalitem")
_MINE = "organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])"
_ACCOUNT = "(SELECT account_id FROM staff_post WHERE id = dengwen_post())"
_KEPT = ", ".join(f"'{label.replace('.', '_')}.{column}'" for label, column in sorted(KEPT_CODES))

_TWO_PEOPLE = f"""
CREATE FUNCTION dengwen_disposal_by_whom() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' OR NEW.proposed_account_id IS DISTINCT FROM {_ACCOUNT} THEN
      RAISE EXCEPTION 'Dengwen: a disposal is proposed by whoever acts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.proposed_account_id <> OLD.proposed_account_id
      OR NEW.proposed_by_id <> OLD.proposed_by_id OR NEW.decided_account_id IS DISTINCT FROM {_ACCOUNT} THEN
    RAISE EXCEPTION 'Dengwen: disposal order % is decided once, by whoever acts', OLD.number
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'approved' AND NEW.decided_account_id = NEW.proposed_account_id THEN
    RAISE EXCEPTION 'Dengwen: disposal order % is approved by another person than proposed it', OLD.number
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {ORDER}_two_people BEFORE INSERT OR UPDATE ON {ORDER}
  FOR EACH ROW EXECUTE FUNCTION dengwen_disposal_by_whom();
"""

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
CREATE FUNCTION dengwen_erase_file(of_order bigint, case_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  o records_disposalorder;
  last ledger_entry;
  told record;
  people bigint[];
BEGIN
  SELECT * INTO o FROM records_disposalorder WHERE id = of_order;
  SELECT * INTO last FROM ledger_entry WHERE kind = 'case' AND subject = case_id ORDER BY seq DESC LIMIT 1;
  IF o.id IS NULL OR o.state <> 'approved' OR o.decided_account_id IS NULL
      OR o.decided_account_id = o.proposed_account_id OR o.decided_account_id IS DISTINCT FROM {_ACCOUNT}
      OR NOT EXISTS (SELECT 1 FROM records_disposalitem i WHERE i.order_id = of_order AND i.matter_id = case_id
                     AND i.outcome = 'disposed' AND i.kept_until < current_date + 1)
      OR NOT EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = case_id AND NOT m.is_open)
      OR EXISTS (SELECT 1 FROM records_legalhold h WHERE h.matter_id = case_id AND h.lifted_on IS NULL)
      OR last.event IS DISTINCT FROM 'disposed'
      OR last.txid IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: nothing of case % is erased without an approved order of two people', case_id
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
    IF told.of_table = 'cases_matter' THEN
      EXECUTE format('UPDATE cases_matter SET %1$I = %2$L WHERE id = $1 AND %1$I <> %3$L',
        told.of_column, '{ERASED}', '') USING case_id;
    ELSIF EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_schema = 'public'
        AND c.table_name = told.of_table AND c.column_name = 'matter_id') THEN
      EXECUTE format('UPDATE %1$I SET %2$I = %3$L WHERE matter_id = $1 AND %2$I <> %4$L',
        told.of_table, told.of_column, '{ERASED}', '') USING case_id;
    END IF;
  END LOOP;
  SELECT array_agg(person_id) INTO people FROM cases_party WHERE matter_id = case_id AND person_id IS NOT NULL;
  UPDATE cases_party SET person_id = NULL WHERE matter_id = case_id AND person_id IS NOT NULL;
  DELETE FROM identity_sealedperson s WHERE s.id = ANY (people)
    AND NOT EXISTS (SELECT 1 FROM cases_party p WHERE p.person_id = s.id);
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
"""


def guard_records() -> str:
    """Return the SQL that guards and scopes the rows of this noun and makes the one way to erase."""
    order = f"""
CREATE TRIGGER {ORDER}_stays BEFORE DELETE ON {ORDER} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {ORDER}_stays_whole BEFORE TRUNCATE ON {ORDER}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE CONSTRAINT TRIGGER {ORDER}_recorded AFTER INSERT OR UPDATE ON {ORDER}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_own('disposal', 'id');
ALTER TABLE {ORDER} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {ORDER} TO {application_role()} USING ({_MINE}) WITH CHECK ({_MINE});
"""
    rows = "".join(guard(table) + scope(table) for table in OF_CASE)
    return rows + order + _TWO_PEOPLE + _STUB + _ERASE + _NEEDED


def unguard_records() -> str:
    """Return the SQL that takes it back."""
    return f"""
DROP FUNCTION dengwen_file_needed(text);
DROP FUNCTION dengwen_erase_file(bigint, bigint);
DROP TRIGGER cases_matter_stub ON cases_matter;
DROP FUNCTION dengwen_stub_stays();
DROP TRIGGER {ORDER}_two_people ON {ORDER};
DROP FUNCTION dengwen_disposal_by_whom();
DROP TRIGGER {ORDER}_recorded ON {ORDER};
DROP TRIGGER {ORDER}_stays_whole ON {ORDER};
DROP TRIGGER {ORDER}_stays ON {ORDER};
DROP POLICY scope ON {ORDER};
ALTER TABLE {ORDER} DISABLE ROW LEVEL SECURITY;
""" + "".join(unguard(table) for table in OF_CASE)

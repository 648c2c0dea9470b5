"""Row-level security and guards of the cases (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import application_role, guard, scope, unguard

CHILDREN = [
    "cases_contact",
    "cases_claim",
    "cases_party",
    "cases_involvement",
    "cases_statement",
]

FUNCTIONS = """
CREATE FUNCTION dengwen_recorded(case_id bigint, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last bigint;
BEGIN
  SELECT txid INTO last FROM ledger_entry WHERE kind = 'case' AND subject = case_id ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a change of case % (%) without its ledger entry is refused', case_id, table_name
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;

CREATE FUNCTION dengwen_recorded_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded(NEW.id, TG_TABLE_NAME); RETURN NULL; END $$;

CREATE FUNCTION dengwen_recorded_matter_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded(NEW.matter_id, TG_TABLE_NAME); RETURN NULL; END $$;

CREATE FUNCTION dengwen_involved(case_id bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT 1 FROM cases_involvement i JOIN organs_organreach r ON r.organ_id = i.organ_id
    WHERE i.matter_id = case_id AND r.top_id = dengwen_bureau()
      AND (i.until IS NULL OR i.until >= current_date))
$$;
"""

# The cheap questions come first; the last is asked only of rows that lie outside the post's subtree.
SCOPE = f"""
ALTER TABLE cases_matter ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON cases_matter TO {application_role()} USING (
  (SELECT dengwen_sees_all())
  OR organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR ((SELECT dengwen_bureau()) IS NOT NULL AND dengwen_involved(id))
) WITH CHECK (true);

ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON ledger_entry TO {application_role()} USING (
  (kind <> 'case' AND (SELECT dengwen_post()) IS NOT NULL)
  OR (kind = 'case' AND EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = ledger_entry.subject))
) WITH CHECK (true);

ALTER TABLE identity_sealedperson ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON identity_sealedperson TO {application_role()} USING (
  EXISTS (SELECT 1 FROM cases_party p WHERE p.person_id = identity_sealedperson.id)
) WITH CHECK (true);
"""

BACKWARD = """
DROP POLICY scope ON identity_sealedperson; ALTER TABLE identity_sealedperson DISABLE ROW LEVEL SECURITY;
DROP POLICY scope ON ledger_entry; ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY;
DROP FUNCTION dengwen_involved(bigint);
DROP FUNCTION dengwen_recorded_matter_id();
DROP FUNCTION dengwen_recorded_id();
DROP FUNCTION dengwen_recorded(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("ledger", "0002_append_only"),
        ("identity", "0001_initial"),
        ("permissions", "0001_scope"),
    ]
    operations = [
        migrations.RunSQL(
            FUNCTIONS + SCOPE + guard("cases_matter", "id") + "".join(guard(t) + scope(t) for t in CHILDREN),
            "".join(unguard(table) for table in ["cases_matter", *CHILDREN]) + BACKWARD,
        )
    ]

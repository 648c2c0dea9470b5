"""A promise stays as it was signed; who knows the hash of an entry may ask for its place in the log."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER ledger_promise_stays BEFORE UPDATE OR DELETE ON ledger_promise
  FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER ledger_promise_stays_whole BEFORE TRUNCATE ON ledger_promise
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE FUNCTION dengwen_entry_with(of_kind text, of_subject bigint, at_seq int, digest bytea) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT e.id FROM ledger_entry e
  WHERE e.kind = of_kind AND e.subject = of_subject AND e.seq = at_seq AND e.hash = digest
$$;
"""
BACKWARD = """
DROP FUNCTION dengwen_entry_with(text, bigint, int, bytea);
DROP TRIGGER ledger_promise_stays ON ledger_promise;
DROP TRIGGER ledger_promise_stays_whole ON ledger_promise;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_promise")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

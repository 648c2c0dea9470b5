"""The log only grows, and its sequencer sees of every entry the number and the hash, whoever acts."""

from django.db import migrations

TABLES = ("ledger_logleaf", "ledger_lognode", "ledger_logkey", "ledger_treehead")
_STAYS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
"""
# An entry that is committed late may have a lower number than one that is in the log already: each is looked for by
# itself from ``floor`` on, and the whole ledger where ``floor`` is 0.
_WAITING = """
CREATE FUNCTION dengwen_unlogged(floor bigint) RETURNS TABLE (id bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT e.id, e.hash FROM ledger_entry e
  WHERE e.id > floor AND NOT EXISTS (SELECT 1 FROM ledger_logleaf l WHERE l.entry = e.id)
  ORDER BY e.id
$$;
"""
FORWARD = "".join(_STAYS.format(table=table) for table in TABLES) + _WAITING
BACKWARD = "DROP FUNCTION dengwen_unlogged(bigint);" + "".join(
    f"DROP TRIGGER {table}_stays ON {table}; DROP TRIGGER {table}_stays_whole ON {table};" for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_merkle_log")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

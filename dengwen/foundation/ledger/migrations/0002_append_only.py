"""The ledger only grows: the database refuses to change or remove an entry, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dengwen_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Dengwen: % on % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER ledger_entry_stays_whole BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER ledger_head_stays BEFORE DELETE ON ledger_head
  FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER ledger_head_stays_whole BEFORE TRUNCATE ON ledger_head
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER ledger_head_only_grows BEFORE UPDATE ON ledger_head
  FOR EACH ROW WHEN (NEW.seq <= OLD.seq OR NEW.kind <> OLD.kind OR NEW.subject <> OLD.subject)
  EXECUTE FUNCTION dengwen_refuse();
"""

BACKWARD = """
DROP TRIGGER ledger_head_only_grows ON ledger_head;
DROP TRIGGER ledger_head_stays_whole ON ledger_head;
DROP TRIGGER ledger_head_stays ON ledger_head;
DROP TRIGGER ledger_entry_stays_whole ON ledger_entry;
DROP TRIGGER ledger_entry_stays ON ledger_entry;
DROP FUNCTION dengwen_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""A promise stays as it was signed."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER ledger_promise_stays BEFORE UPDATE OR DELETE ON ledger_promise
  FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER ledger_promise_stays_whole BEFORE TRUNCATE ON ledger_promise
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
"""
BACKWARD = """
DROP TRIGGER ledger_promise_stays ON ledger_promise;
DROP TRIGGER ledger_promise_stays_whole ON ledger_promise;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_promise")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

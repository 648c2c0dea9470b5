"""Row-level security and guards of pauses and extensions; a notice, once adopted, stays as it is."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = ["deadlines_clockpause", "deadlines_clockextension"]
NOTICES = """
CREATE TRIGGER deadlines_holidaynotice_stays BEFORE UPDATE OR DELETE ON deadlines_holidaynotice
  FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER deadlines_holidaynotice_stays_whole BEFORE TRUNCATE ON deadlines_holidaynotice
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
"""
BACK = """
DROP TRIGGER deadlines_holidaynotice_stays_whole ON deadlines_holidaynotice;
DROP TRIGGER deadlines_holidaynotice_stays ON deadlines_holidaynotice;
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_pauses_extensions_notices"), ("cases", "0002_guards")]
    operations = [
        migrations.RunSQL(
            "".join(guard(table) + scope(table) for table in TABLES) + NOTICES,
            BACK + "".join(unguard(table) for table in TABLES),
        )
    ]

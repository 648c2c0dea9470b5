"""Row-level security and guards of what watching leaders write (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLE = "handling_watchnote"
# A note is written once, and answered once.
ONCE = f"""
CREATE TRIGGER {TABLE}_once BEFORE UPDATE ON {TABLE}
  FOR EACH ROW WHEN (OLD.answered_on IS NOT NULL OR OLD.words <> NEW.words OR OLD.watch_id <> NEW.watch_id
    OR OLD.asks <> NEW.asks OR OLD.due IS DISTINCT FROM NEW.due OR OLD.written_on <> NEW.written_on)
  EXECUTE FUNCTION dengwen_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("handling", "0010_watch"), ("cases", "0014_watch_guards")]
    operations = [
        migrations.RunSQL(
            guard(TABLE) + scope(TABLE) + ONCE, f"DROP TRIGGER {TABLE}_once ON {TABLE};" + unguard(TABLE)
        )
    ]

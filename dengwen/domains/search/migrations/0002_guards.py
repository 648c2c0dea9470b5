"""The index of the words, who sees them, and the one question that is asked of it."""

from django.db import migrations

from dengwen.domains.cases.guards import scope
from dengwen.domains.search.guards import FINDING, NO_FINDING, WAITING, WORDS

_OPEN = "".join(
    f"DROP POLICY scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in (WORDS, WAITING)
)
# The worker asks, before it acts as any post, for whom there is something to write; ids are all that it hears.
_ASKED = f"""
ALTER POLICY scope ON {WAITING} USING (
  (SELECT dengwen_post()) IS NULL OR EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {WAITING}.matter_id));
"""
# What was there before is written by `dengwen migrate` right after, and found by reading it until then.
_WAIT = f"INSERT INTO {WAITING} (matter_id) SELECT id FROM cases_matter;"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("cases", "0015_readings")]
    operations = [
        migrations.RunSQL(scope(WORDS) + scope(WAITING) + _ASKED + FINDING + _WAIT, NO_FINDING + _OPEN)
    ]

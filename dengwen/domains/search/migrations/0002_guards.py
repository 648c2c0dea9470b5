"""The index of the words, who sees them, and the one question that is asked of it."""

from django.db import migrations

from dengwen.domains.cases.guards import scope
from dengwen.domains.search.guards import FINDING, NO_FINDING, WAITING, WORDS

_OPEN = "".join(
    f"DROP POLICY scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;" for table in (WORDS, WAITING)
)
# What was there before is written by the worker and found by reading it until then.
_WAIT = f"INSERT INTO {WAITING} (matter_id) SELECT id FROM cases_matter;"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("cases", "0015_readings")]
    operations = [migrations.RunSQL(scope(WORDS) + scope(WAITING) + FINDING + _WAIT, NO_FINDING + _OPEN)]

"""The index of the keys, who sees them, and the question that looks for them."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard
from dengwen.domains.matching.guards import ALIKE, COUNT_COMMON, IMPRINTS, LINKS, NO_ALIKE

_OPEN = f"DROP POLICY scope ON {IMPRINTS}; ALTER TABLE {IMPRINTS} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("cases", "0017_goes_with")]
    operations = [
        migrations.RunSQL(
            scope(IMPRINTS) + ALIKE + COUNT_COMMON + guard(LINKS) + scope(LINKS),
            unguard(LINKS) + NO_ALIKE + _OPEN,
        )
    ]

"""Row-level security and guards (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = [
    "handling_plan",
    "handling_investigationstep",
    "handling_opinion",
    "handling_servicerecord",
    "handling_remedy",
]


class Migration(migrations.Migration):
    dependencies = [("handling", "0001_initial"), ("cases", "0002_guards")]
    operations = [
        migrations.RunSQL(
            "".join(guard(table) + scope(table) for table in TABLES),
            "".join(unguard(table) for table in TABLES),
        )
    ]

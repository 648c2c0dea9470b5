"""Row-level security and guards of marks, panels and links (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = [
    "handling_caseflag",
    "handling_expertpanel",
    "handling_panelmember",
    "handling_operationlink",
    "handling_operationreport",
]


class Migration(migrations.Migration):
    dependencies = [("handling", "0008_hard_cases"), ("cases", "0002_guards")]
    operations = [
        migrations.RunSQL(
            "".join(guard(table) + scope(table) for table in TABLES),
            "".join(unguard(table) for table in TABLES),
        )
    ]

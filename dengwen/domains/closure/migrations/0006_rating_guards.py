"""Row-level security and guards of ratings (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = ["closure_rating"]


class Migration(migrations.Migration):
    dependencies = [("closure", "0005_rating"), ("cases", "0002_guards")]
    operations = [
        migrations.RunSQL(
            "".join(guard(table) + scope(table) for table in TABLES),
            "".join(unguard(table) for table in TABLES),
        )
    ]

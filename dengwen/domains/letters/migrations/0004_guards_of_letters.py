"""Row-level security and guards (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLE = "letters_letter"


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_letters"), ("cases", "0002_guards")]
    operations = [migrations.RunSQL(guard(TABLE) + scope(TABLE), unguard(TABLE))]

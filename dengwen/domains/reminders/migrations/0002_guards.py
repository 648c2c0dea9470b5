"""The sweep as functions of the database, and who sees what it wrote."""

from django.db import migrations

from dengwen.domains.reminders.guards import BACKWARD, FORWARD


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0001_initial"),
        ("cases", "0005_scope_by_reach"),
        ("deadlines", "0004_guards_of_pauses_extensions_notices"),
        ("permissions", "0002_reach_once"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

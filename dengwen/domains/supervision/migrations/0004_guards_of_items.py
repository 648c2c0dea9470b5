"""Row-level security and guards of items, inspections and notes (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.supervision.guards import guard_own, unguard_own


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0003_items_inspections_notes"),
        ("cases", "0006_independence"),
        ("permissions", "0003_reach_of_holders"),
    ]
    operations = [migrations.RunSQL(guard_own(), unguard_own())]

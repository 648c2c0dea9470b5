"""Row-level security and guards of campaigns (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.campaigns.guards import backward, forward


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("cases", "0006_independence"),
        ("permissions", "0002_reach_once"),
    ]
    operations = [migrations.RunSQL(forward(), backward())]

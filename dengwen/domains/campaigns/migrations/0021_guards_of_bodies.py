"""Row-level security and guards of governance bodies (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.campaigns.guards import guard_bodies, unguard_bodies


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0020_bodies")]
    operations = [migrations.RunSQL(guard_bodies(), unguard_bodies())]

"""Row-level security and guards of problems, suggestions and causes on cases (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.supervision.guards import guard_practice, unguard_practice


class Migration(migrations.Migration):
    dependencies = [("supervision", "0010_practice"), ("cases", "0006_independence")]
    operations = [migrations.RunSQL(guard_practice(), unguard_practice())]

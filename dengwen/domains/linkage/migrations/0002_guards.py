"""What the database promises about linkage."""

from django.db import migrations

from dengwen.domains.linkage.guards import guard_linkage, unguard_linkage


class Migration(migrations.Migration):
    dependencies = [
        ("linkage", "0001_initial"),
        ("cases", "0002_guards"),
        ("ledger", "0001_initial"),
    ]

    operations = [migrations.RunSQL(guard_linkage(), unguard_linkage())]

"""Row-level security and guards of filed registers (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.campaigns.guards import backward_of_organs, forward_of_organs

TABLES = ("campaigns_filing", "campaigns_filingpackage")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_filings")]
    operations = [
        migrations.RunSQL(
            forward_of_organs(*TABLES, once=("campaigns_filingpackage",)), backward_of_organs(*TABLES)
        )
    ]

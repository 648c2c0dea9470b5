"""Row-level security and guards of registers of outside bodies (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.campaigns.guards import backward_outside, forward_outside

TABLES = ("campaigns_outsideregister", "campaigns_outsiderow", "campaigns_outsidedecision")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0005_outside")]
    operations = [
        migrations.RunSQL(
            forward_outside(*TABLES, once="campaigns_outsidedecision"), backward_outside(*TABLES)
        )
    ]

"""Row-level security and guards of letters that assign many cases, and of plans of units (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.campaigns.guards import backward_of_organs, forward_batches, forward_of_organs

BATCH, PLAN = "campaigns_assignmentbatch", "campaigns_unitplan"


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_sorting")]
    operations = [
        migrations.RunSQL(forward_batches(BATCH) + forward_of_organs(PLAN), backward_of_organs(BATCH, PLAN))
    ]

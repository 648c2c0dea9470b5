"""Triggers, folding and row-level security of the figures (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.bulletins.guards import BACKWARD, FORWARD


class Migration(migrations.Migration):
    dependencies = [
        ("bulletins", "0001_initial"),
        ("cases", "0003_ended_on"),
        ("organs", "0001_initial"),
        ("permissions", "0001_scope"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

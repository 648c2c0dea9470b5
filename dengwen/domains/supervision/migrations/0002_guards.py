"""Row-level security and guards of cooperation requests (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import unguard
from dengwen.domains.supervision.guards import PAPER, REQUEST, policies


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0001_initial"),
        ("cases", "0005_scope_by_reach"),
        ("permissions", "0002_reach_once"),
    ]
    operations = [
        migrations.RunSQL(
            policies(),
            "DROP FUNCTION dengwen_cooperation_reach(bigint);" + unguard(PAPER) + unguard(REQUEST),
        )
    ]

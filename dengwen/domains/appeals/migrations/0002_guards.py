"""Row-level security and guards (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = [
    "appeals_reviewrequest",
    "appeals_reviewdecision",
    "appeals_claimverdict",
    "appeals_decisionservice",
    "appeals_termination",
    "appeals_reexamination",
    "appeals_withdrawal",
    "appeals_repetition",
]


class Migration(migrations.Migration):
    dependencies = [("appeals", "0001_initial"), ("cases", "0002_guards")]
    operations = [
        migrations.RunSQL(
            "".join(guard(table) + scope(table) for table in TABLES),
            "".join(unguard(table) for table in TABLES),
        )
    ]

"""Row-level security and guards of the procedures (see ``dengwen/domains/cases/guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = [
    "handling_meeting",
    "handling_evidence",
    "handling_hearing",
    "handling_hearingparticipant",
    "handling_mediation",
    "handling_mediationconsent",
    "handling_settlementitem",
    "handling_provisionalview",
    "handling_viewcomment",
    "handling_claimreasons",
    "handling_serviceattempt",
    "handling_diversionanswer",
    "handling_relief",
]


class Migration(migrations.Migration):
    dependencies = [("handling", "0005_procedures"), ("cases", "0002_guards")]
    operations = [
        migrations.RunSQL(
            "".join(guard(table) + scope(table) for table in TABLES),
            "".join(unguard(table) for table in TABLES),
        )
    ]

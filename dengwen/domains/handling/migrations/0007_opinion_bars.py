"""What a redone opinion may not repeat, with its guards."""

import django.db.models.deletion
from django.db import migrations, models

from dengwen.domains.cases.guards import guard, scope, unguard

TABLE = "handling_opinionbar"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_review_requests"),
        ("handling", "0006_procedures_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpinionBar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=24)),
                ("result", models.CharField(max_length=16)),
                ("facts_found", models.TextField()),
                ("reasons", models.TextField()),
                ("barred_on", models.DateField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.claim"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.matter"
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="handling.opinion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("opinion", "claim"), name="opinion_bar_once")
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE) + scope(TABLE), unguard(TABLE)),
    ]

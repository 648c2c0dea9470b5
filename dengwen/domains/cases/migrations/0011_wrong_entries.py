"""Wrong attempts at the portal's entrance: digests, for an hour, and no part of any case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_portal_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="WrongEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["digest", "at"], name="cases_wrong_digest_b5c708_idx"),
                    models.Index(fields=["at"], name="cases_wrong_at_4f02f7_idx"),
                ],
            },
        ),
    ]

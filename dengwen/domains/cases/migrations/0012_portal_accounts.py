"""Passkeys of petitioners: what they open is sealed, and no case can be read from them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_wrong_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="PortalAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("handle", models.BinaryField(max_length=64, unique=True)),
                ("credential", models.BinaryField(max_length=1023, unique=True)),
                ("public_key", models.BinaryField()),
                ("sign_count", models.BigIntegerField()),
                ("openings", models.BinaryField()),
                ("since", models.DateField()),
            ],
        ),
    ]

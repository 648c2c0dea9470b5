"""The day a matter stopped being open, and the months in which its dossiers were returned: for the figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guards")]
    operations = [
        migrations.AddField("matter", "ended_on", models.DateField(null=True)),
        migrations.AddField(
            "matter", "returned_in", models.TextField(blank=True, default=""), preserve_default=False
        ),
    ]

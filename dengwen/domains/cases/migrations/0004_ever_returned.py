"""An index for the lists of returned dossiers behind the figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_ended_on")]
    operations = [
        migrations.AddIndex(
            "matter",
            models.Index(
                fields=["organ", "received_on", "id"],
                condition=~models.Q(returned_in=""),
                name="matter_ever_returned",
            ),
        ),
    ]

"""The reach says which organs can hold cases, with an index of those alone; units cannot."""

from django.db import migrations, models

FILL = """
UPDATE organs_organreach r SET holds = false FROM organs_organ o WHERE o.id = r.organ_id AND o.level = 'unit'
"""


class Migration(migrations.Migration):
    dependencies = [("organs", "0001_initial")]
    operations = [
        migrations.AddField("organreach", "holds", models.BooleanField(default=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "organreach",
            models.Index(fields=["top", "organ"], condition=models.Q(holds=True), name="organ_reach_holding"),
        ),
    ]

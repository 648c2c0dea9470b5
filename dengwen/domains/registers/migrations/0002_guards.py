"""Row-level security of the runs (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.registers.guards import scope_by_organ, scope_by_run, unscope

TABLES = ["registers_importrun", "registers_savedmapping", "registers_reportedrow"]


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial"), ("permissions", "0001_scope")]
    operations = [
        migrations.RunSQL(
            "".join(map(scope_by_organ, TABLES[:2])) + scope_by_run(TABLES[2]), "".join(map(unscope, TABLES))
        )
    ]

"""A petitioner whose case was left outside a campaign sees that campaign: she objects to it herself."""

from django.db import migrations

from dengwen.domains.cases.guards import application_role

_MINE = """dengwen_own_case() IS NOT NULL AND EXISTS (SELECT 1 FROM campaigns_scopedecision d
  WHERE d.campaign_id = campaigns_campaign.id AND d.matter_id = dengwen_own_case())"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0021_guards_of_bodies"),
        ("permissions", "0004_petitioner"),
        ("cases", "0011_wrong_entries"),
    ]
    operations = [
        migrations.RunSQL(
            f"CREATE POLICY petitioner ON campaigns_campaign TO {application_role()} USING ({_MINE});",
            "DROP POLICY petitioner ON campaigns_campaign;",
        )
    ]

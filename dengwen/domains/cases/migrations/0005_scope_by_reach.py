"""The policy of matters asks what the post reaches and nothing else first: the top of the tree reaches all organs."""

from django.db import migrations

FORWARD = """
ALTER POLICY scope ON cases_matter USING (
  organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR ((SELECT dengwen_bureau()) IS NOT NULL AND dengwen_involved(id))
);
"""
BACKWARD = """
ALTER POLICY scope ON cases_matter USING (
  (SELECT dengwen_sees_all())
  OR organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR ((SELECT dengwen_bureau()) IS NOT NULL AND dengwen_involved(id))
);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_ever_returned"), ("permissions", "0002_reach_once")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""How often the scope changed after each stage began: counted over all cases, for the job that keeps the boards."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION bulletins_scope_moves(asked bigint) RETURNS TABLE (
  stage varchar, organ bigint, step smallint, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.stage, s.organ_id, s.step, count(*) FROM campaigns_stagerun r
  JOIN campaigns_scopechange s ON s.campaign_id = r.campaign_id AND s.at > r.entered_at
  WHERE r.campaign_id = asked GROUP BY 1, 2, 3
$$;
"""
BACKWARD = "DROP FUNCTION bulletins_scope_moves(bigint);"


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0020_board_row"), ("campaigns", "0022_petitioners_campaign")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

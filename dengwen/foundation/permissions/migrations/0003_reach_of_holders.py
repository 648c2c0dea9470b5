"""What a post reaches is read from the reach of the organs that can hold cases."""

from django.db import migrations

_REACH = """
CREATE OR REPLACE FUNCTION dengwen_reach(post bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT post || ':' || coalesce((
    SELECT array_agg(r.organ_id)::text
    FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id JOIN staff_account a ON a.id = p.account_id
    {reach}
    WHERE p.id = post AND p.role <> 'administrator' AND a.is_active
      AND p.since <= current_date + 1 AND (p.until IS NULL OR p.until >= current_date - 1)), '{{}}')
$$;
"""
_TOP = "r.top_id = CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END"
FORWARD = _REACH.format(reach=f"JOIN organs_organreach r ON {_TOP} AND r.holds")
BACKWARD = _REACH.format(
    reach=f"JOIN organs_organreach r ON {_TOP}"
    " JOIN organs_organ reached ON reached.id = r.organ_id AND reached.level <> 'unit'"
)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0002_reach_once"), ("organs", "0002_reach_of_holders")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

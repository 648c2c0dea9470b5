"""A petitioner is no bureau: bureau 0, which stands nowhere in the tree, and what she reaches is her case alone.

``dengwen.case`` is set for a transaction in which a petitioner acts, empty for everybody else.
"""

from django.db import migrations

_OF_POST = """
  SELECT CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END
  FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id JOIN staff_account a ON a.id = p.account_id
  WHERE p.id = dengwen_post() AND p.role <> 'administrator' AND a.is_active
    AND p.since <= current_date + 1 AND (p.until IS NULL OR p.until >= current_date - 1)
"""
_BUREAU = """
CREATE OR REPLACE FUNCTION dengwen_bureau() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$ {body} $$;
"""
FORWARD = """
CREATE FUNCTION dengwen_own_case() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('dengwen.case', true), '')::bigint
$$;
CREATE FUNCTION dengwen_own_party() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('dengwen.party', true), '')::bigint
$$;
""" + _BUREAU.format(
    body=f"SELECT CASE WHEN dengwen_own_case() IS NOT NULL THEN 0::bigint ELSE ({_OF_POST}) END"
)
BACKWARD = (
    _BUREAU.format(body=_OF_POST) + "DROP FUNCTION dengwen_own_party(); DROP FUNCTION dengwen_own_case();"
)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0003_reach_of_holders")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

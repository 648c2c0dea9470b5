"""What the acting post reaches, asked by every row-level security policy.

The functions run with the rights of their owner, so that a policy needs no right on the tables behind them.
A unit's people speak for the bureau that the unit belongs to; an administrator reaches no case.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dengwen_post() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('dengwen.post', true), '')::bigint
$$;

CREATE FUNCTION dengwen_bureau() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END
  FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id JOIN staff_account a ON a.id = p.account_id
  WHERE p.id = dengwen_post() AND p.role <> 'administrator' AND a.is_active
    AND p.since <= current_date + 1 AND (p.until IS NULL OR p.until >= current_date - 1)
$$;

CREATE FUNCTION dengwen_visible_organs() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(organ_id), '{}') FROM organs_organreach WHERE top_id = dengwen_bureau()
$$;

-- True for the top of the tree only: its posts skip the comparison with every organ of the country.
CREATE FUNCTION dengwen_sees_all() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT 1 FROM organs_organ o WHERE o.id = dengwen_bureau() AND o.parent_id IS NULL AND o.level = 'ministry')
$$;
"""

BACKWARD = """
DROP FUNCTION dengwen_sees_all();
DROP FUNCTION dengwen_visible_organs();
DROP FUNCTION dengwen_bureau();
DROP FUNCTION dengwen_post();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("staff", "0001_initial"), ("organs", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

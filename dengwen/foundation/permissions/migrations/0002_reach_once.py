"""What the acting post reaches is found once for a transaction and kept beside the post's name.

Every policy asks for it in every part of every statement: a page of seven queues asked fourteen times.
``dengwen.reach`` holds ``post:{organs}`` and counts only for the post that is named now; where it is not set (in
``psql``, or after another post was named) the tree is asked.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dengwen_reach(post bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT post || ':' || coalesce((
    SELECT array_agg(r.organ_id)::text
    FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id JOIN staff_account a ON a.id = p.account_id
    JOIN organs_organreach r ON r.top_id = CASE WHEN o.level = 'unit' THEN o.parent_id ELSE o.id END
    WHERE p.id = post AND p.role <> 'administrator' AND a.is_active
      AND p.since <= current_date + 1 AND (p.until IS NULL OR p.until >= current_date - 1)), '{}')
$$;

CREATE OR REPLACE FUNCTION dengwen_visible_organs() RETURNS bigint[] LANGUAGE sql STABLE SECURITY INVOKER AS $$
  SELECT split_part(CASE
    WHEN split_part(current_setting('dengwen.reach', true), ':', 1) = nullif(current_setting('dengwen.post', true), '')
    THEN current_setting('dengwen.reach', true) ELSE dengwen_reach(dengwen_post()) END, ':', 2)::bigint[]
$$;
ALTER FUNCTION dengwen_visible_organs() RESET search_path;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION dengwen_visible_organs() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(organ_id), '{}') FROM organs_organreach WHERE top_id = dengwen_bureau()
$$;
DROP FUNCTION dengwen_reach(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("permissions", "0001_scope")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""The rows of the wall board: who reads them, and the functions that count the cases and write."""

import django.db.models.deletion
from django.db import migrations, models

from dengwen.domains.cases.guards import application_role

FORWARD = f"""
ALTER TABLE bulletins_boardrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON bulletins_boardrow FOR SELECT TO {application_role()} USING (
  (SELECT dengwen_sees_all()) OR top_id = ANY ((SELECT dengwen_visible_organs())::bigint[]));

-- The worker sees no campaign of its own, so it is told which there are, and whose office reads what organs owe.
CREATE FUNCTION bulletins_boards(on_day date) RETURNS TABLE (campaign bigint, post bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.id, o.id FROM campaigns_campaign c CROSS JOIN LATERAL (
    SELECT p.id FROM staff_post p JOIN staff_account a ON a.id = p.account_id
    WHERE p.organ_id = c.organ_id AND p.role IN ('campaign_office', 'leader', 'registrar') AND a.is_active
      AND p.since <= on_day AND (p.until IS NULL OR p.until >= on_day)
    ORDER BY p.role, p.id LIMIT 1) o ORDER BY c.id
$$;

-- Every case of a campaign once for what is counted now (stage '') and once for each fixed denominator that it is in.
-- Resolved is what scope_at.RESOLVED says. The day is that of the closing that stands: a reopened case has none.
CREATE FUNCTION bulletins_campaign_counts(asked bigint, on_day date, zone text) RETURNS TABLE (
  stage varchar, organ bigint, state varchar, overdue boolean, done_on date, outside_on date, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public SET work_mem = '128MB' AS $$
  WITH members AS (
    SELECT r.stage, s.matter_id FROM campaigns_stagerun r
    JOIN campaigns_scopechange s ON s.campaign_id = r.campaign_id AND s.at <= r.entered_at
    WHERE r.campaign_id = asked GROUP BY 1, 2 HAVING sum(s.step) = 1
    UNION ALL SELECT '', matter_id FROM campaigns_campaigncase WHERE campaign_id = asked AND counted),
  gone AS (
    SELECT c.matter_id, max((s.at AT TIME ZONE zone)::date) AS outside_on
    FROM campaigns_campaigncase c JOIN campaigns_scopechange s
      ON s.matter_id = c.matter_id AND s.campaign_id = c.campaign_id AND s.step = -1
    WHERE c.campaign_id = asked AND NOT c.counted GROUP BY 1)
  SELECT m.stage, t.organ_id, CASE WHEN m.stage = '' AND t.is_open THEN t.state ELSE '' END,
    m.stage = '' AND t.is_open AND t.due < on_day,
    CASE WHEN t.close_basis = 'verified' THEN coalesce(t.closed_on, t.ended_on, on_day)
      WHEN i.close_basis = 'verified' THEN greatest(coalesce(i.closed_on, on_day), t.ended_on) END,
    g.outside_on, count(*)
  FROM members m JOIN cases_matter t ON t.id = m.matter_id LEFT JOIN cases_matter i ON i.id = t.merged_into_id
  LEFT JOIN gone g ON g.matter_id = m.matter_id GROUP BY 1, 2, 3, 4, 5, 6
$$;

CREATE FUNCTION bulletins_keep_board(asked bigint, on_day date, seen_at timestamptz, told jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE touched integer;
BEGIN
  PERFORM pg_advisory_xact_lock(7304183, asked::integer);
  DELETE FROM bulletins_boardrow WHERE campaign_id = asked;
  INSERT INTO bulletins_boardrow (campaign_id, top_id, "on", "at", told, days)
  SELECT asked, (r ->> 'top')::bigint, on_day, seen_at, r -> 'told', r -> 'days' FROM jsonb_array_elements(told) r;
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;
END $$;
"""
BACKWARD = """
DROP FUNCTION bulletins_keep_board(bigint, date, timestamptz, jsonb);
DROP FUNCTION bulletins_campaign_counts(bigint, date, text);
DROP FUNCTION bulletins_boards(date);
DROP POLICY scope ON bulletins_boardrow;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bulletins", "0011_publication_guards"),
        ("campaigns", "0002_guards"),
        ("cases", "0006_independence"),
        ("organs", "0001_initial"),
        ("permissions", "0002_reach_once"),
    ]
    operations = [
        migrations.CreateModel(
            name="BoardRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("told", models.JSONField()),
                ("days", models.JSONField()),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "top",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organs.organ",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("campaign", "top"), name="board_row_once")],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

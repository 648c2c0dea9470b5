"""Who is complained about and who stands aside; the database hides from the former what accuses them.

``dengwen_conflicted`` says the same as ``rules/conflict.py`` (a test compares them) and is asked of shielded matters
only; it runs with the rights of its owner, since its own tables are hidden by the answer. What stands above the post
is found when first asked for and kept in ``dengwen.above`` for the transaction (``acting.set_post`` empties it). A verb that hides the
matter from the one who acts names it in ``dengwen.passing`` while it writes (``verbs/door.py``).
"""

import django.db.models.deletion
from django.db import migrations, models

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = ("cases_respondent", "cases_recusal")
IN_FORCE = "{0}.since <= current_date + 1 AND ({0}.until IS NULL OR {0}.until >= current_date - 1)"
FUNCTIONS = f"""
CREATE FUNCTION dengwen_above(post bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH RECURSIVE above (organ_id) AS (
    SELECT r.top_id FROM staff_post me JOIN staff_post p ON p.account_id = me.account_id
      JOIN organs_organreach r ON r.organ_id = p.organ_id
    WHERE me.id = post AND {IN_FORCE.format("p")}
    UNION SELECT o.id FROM organs_organ o JOIN above ON above.organ_id = o.successor_id)
  SELECT format('%s:%s:%s', post, (SELECT account_id FROM staff_post WHERE id = post),
    (SELECT coalesce(array_agg(organ_id), '{{}}') FROM above))
$$;

CREATE FUNCTION dengwen_conflicted(case_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  known text := current_setting('dengwen.above', true);
  above bigint[];
  named record;
BEGIN
  IF current_setting('dengwen.passing', true) = case_id::text THEN RETURN false; END IF;
  IF coalesce(known, '') = '' OR split_part(known, ':', 1) <> current_setting('dengwen.post', true) THEN
    known := dengwen_above(dengwen_post());
    PERFORM set_config('dengwen.above', known, true);
  END IF;
  above := split_part(known, ':', 3);
  FOR named IN SELECT organ_id, officer_id FROM cases_respondent WHERE matter_id = case_id AND until IS NULL LOOP
    IF named.organ_id = ANY (above) THEN RETURN true; END IF;
    IF named.officer_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM staff_post him JOIN staff_post p ON p.account_id = him.account_id
      WHERE him.id = named.officer_id AND (p.account_id::text = split_part(known, ':', 2)
        OR (p.role IN ('leader', 'unit_head') AND p.organ_id = ANY (above) AND {IN_FORCE.format("p")})))
      THEN RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$;

CREATE FUNCTION dengwen_kept_from_identity(case_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_matter WHERE id = case_id AND guarded) THEN RETURN false; END IF;
  RETURN dengwen_conflicted(case_id) OR EXISTS (
    SELECT 1 FROM cases_recusal c JOIN staff_post p ON p.id = c.post_id
      JOIN staff_post mine ON mine.account_id = p.account_id
    WHERE c.matter_id = case_id AND c.decision = 'granted' AND mine.id = dengwen_post());
END $$;
"""
REACHED = """(organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR ((SELECT dengwen_bureau()) IS NOT NULL AND dengwen_involved(id)))"""
PARTY = "SELECT 1 FROM cases_party p WHERE p.person_id = identity_sealedperson.id"
FORWARD = f"""
ALTER POLICY scope ON cases_matter USING ({REACHED} AND (NOT shielded OR NOT dengwen_conflicted(id)));
ALTER POLICY scope ON identity_sealedperson USING (
  EXISTS ({PARTY} AND NOT dengwen_kept_from_identity(p.matter_id)));
"""
BACKWARD = f"""
ALTER POLICY scope ON identity_sealedperson USING (EXISTS ({PARTY}));
ALTER POLICY scope ON cases_matter USING {REACHED};
DROP FUNCTION dengwen_kept_from_identity(bigint);
DROP FUNCTION dengwen_conflicted(bigint);
DROP FUNCTION dengwen_above(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_scope_by_reach"),
        ("organs", "0001_initial"),
        ("staff", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=16)),
                ("asked_by", models.CharField(max_length=12)),
                ("asked_on", models.DateField()),
                ("decision", models.CharField(blank=True, max_length=8)),
                ("decided_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Respondent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_queue",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_state_queue",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_returned_queue",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_by_receipt",
        ),
        migrations.AddField(
            model_name="matter",
            name="guarded",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddField(
            model_name="matter",
            name="shielded",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["organ", "due", "id"],
                include=("shielded",),
                name="matter_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["organ", "state", "due", "id"],
                include=("shielded",),
                name="matter_state_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(
                    ("is_open", True),
                    (
                        "state__in",
                        [
                            "accepted",
                            "redo",
                            "planning",
                            "investigating",
                            "opinion_draft",
                            "opinion_issued",
                            "served",
                            "executing",
                        ],
                    ),
                    models.Q(("handler", None), ("leader", None), _connector="OR"),
                ),
                fields=["organ", "state", "due", "id"],
                include=("shielded",),
                name="matter_team_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("is_open", True), ("returned__gt", 0)),
                fields=["organ", "due", "id"],
                include=("shielded",),
                name="matter_returned_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                fields=["organ", "received_on", "id"],
                include=("shielded",),
                name="matter_by_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("shielded", False), ("guarded", True), _connector="OR"),
                name="matter_shielded_is_guarded",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="cases.matter"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.post"
            ),
        ),
        migrations.AddField(
            model_name="respondent",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="respondents",
                to="cases.claim",
            ),
        ),
        migrations.AddField(
            model_name="respondent",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="respondents", to="cases.matter"
            ),
        ),
        migrations.AddField(
            model_name="respondent",
            name="officer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.post"
            ),
        ),
        migrations.AddField(
            model_name="respondent",
            name="organ",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.organ"
            ),
        ),
        migrations.AddIndex(
            model_name="recusal",
            index=models.Index(fields=["matter"], name="cases_recus_matter__4512a5_idx"),
        ),
        migrations.AddIndex(
            model_name="respondent",
            index=models.Index(fields=["matter"], name="cases_respo_matter__d096cb_idx"),
        ),
        migrations.AddConstraint(
            model_name="respondent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organ__isnull", False),
                    ("officer__isnull", False),
                    models.Q(("name", ""), _negated=True),
                    _connector="OR",
                ),
                name="respondent_is_somebody",
            ),
        ),
        migrations.RunSQL(
            FUNCTIONS + FORWARD + "".join(guard(table) + scope(table) for table in TABLES),
            "".join(unguard(table) for table in TABLES) + BACKWARD,
        ),
    ]

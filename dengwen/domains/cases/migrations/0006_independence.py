"""Who is complained about and who stands aside; the database hides from the former what accuses them.

``dengwen_conflicted`` says the same as ``rules/conflict.py`` (a test compares them) and is asked of shielded matters
only; it runs with the rights of its owner, since its own tables are hidden by the answer. A verb that hides the
matter from the one who acts names it in ``dengwen.passing`` while it writes (``verbs/door.py``).
"""

import django.db.models.deletion
from django.db import migrations, models

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = ("cases_respondent", "cases_recusal")
IN_FORCE = "{0}.since <= current_date + 1 AND ({0}.until IS NULL OR {0}.until >= current_date - 1)"
FUNCTIONS = f"""
CREATE FUNCTION dengwen_conflicted(case_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE me bigint;
BEGIN
  IF current_setting('dengwen.passing', true) = case_id::text THEN RETURN false; END IF;
  SELECT account_id INTO me FROM staff_post WHERE id = dengwen_post();
  RETURN EXISTS (
    WITH RECURSIVE officer AS (
      SELECT p.account_id FROM cases_respondent n JOIN staff_post p ON p.id = n.officer_id
      WHERE n.matter_id = case_id AND n.until IS NULL),
    top (organ_id) AS (
      SELECT named.organ_id FROM (
        SELECT n.organ_id FROM cases_respondent n WHERE n.matter_id = case_id AND n.until IS NULL
        UNION SELECT p.organ_id FROM staff_post p JOIN officer USING (account_id)
        WHERE p.role IN ('leader', 'unit_head') AND {IN_FORCE.format("p")}) named
      UNION
      SELECT o.successor_id FROM organs_organ o JOIN top ON top.organ_id = o.id WHERE o.successor_id IS NOT NULL)
    SELECT 1 FROM officer WHERE account_id = me
    UNION ALL
    SELECT 1 FROM staff_post mine JOIN organs_organreach r ON r.organ_id = mine.organ_id
      JOIN top ON top.organ_id = r.top_id
    WHERE mine.account_id = me AND {IN_FORCE.format("mine")});
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

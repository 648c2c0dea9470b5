"""Query codes, and what a petitioner sees: the one case of ``dengwen.case``, and of its identities her own.

Of what accuses somebody she sees all, for she wrote it: nothing that keeps posts apart is asked of her.
"""

import django.db.models.deletion
from django.db import migrations, models

from dengwen.domains.cases.guards import guard, scope, unguard

_INVOLVED = """
CREATE OR REPLACE FUNCTION dengwen_involved(case_id bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$ {body} $$;
"""
_BY_ORGAN = """
  SELECT EXISTS (
    SELECT 1 FROM cases_involvement i JOIN organs_organreach r ON r.organ_id = i.organ_id
    WHERE i.matter_id = case_id AND r.top_id = dengwen_bureau()
      AND (i.until IS NULL OR i.until >= current_date))
"""
_CODE = """
CREATE FUNCTION dengwen_by_code(sought bytea, asked text) RETURNS TABLE (matter bigint, party bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT q.matter_id, q.party_id FROM cases_querycode q JOIN cases_matter m ON m.id = q.matter_id
  WHERE q.digest = sought AND q.until IS NULL AND m.number = asked
$$;
"""
_PARTY = "SELECT 1 FROM cases_party p WHERE p.person_id = identity_sealedperson.id"
_HERS = "(dengwen_own_case() IS NULL OR p.id = dengwen_own_party())"
# Whoever acts for herself is kept apart from nothing: the test that hides an accusation is not asked.
_APART = "ALTER POLICY scope ON cases_matter USING ({reached} AND (NOT shielded OR {free}NOT dengwen_conflicted(id)));"
_REACHED = """(organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR ((SELECT dengwen_bureau()) IS NOT NULL AND dengwen_involved(id)))"""
FORWARD = (
    _INVOLVED.format(
        body=f"SELECT CASE WHEN dengwen_own_case() IS NULL THEN ({_BY_ORGAN}) ELSE case_id = dengwen_own_case() END"
    )
    + _CODE
    + _APART.format(reached=_REACHED, free="(SELECT dengwen_own_case()) IS NOT NULL OR ")
    + f"""ALTER POLICY scope ON identity_sealedperson USING (
  EXISTS ({_PARTY} AND {_HERS} AND (dengwen_own_case() IS NOT NULL OR NOT dengwen_kept_from_identity(p.matter_id))));"""
    + guard("cases_querycode")
    + scope("cases_querycode")
)
BACKWARD = (
    unguard("cases_querycode")
    + f"""ALTER POLICY scope ON identity_sealedperson USING (
  EXISTS ({_PARTY} AND NOT dengwen_kept_from_identity(p.matter_id)));"""
    + _APART.format(reached=_REACHED, free="")
    + "DROP FUNCTION dengwen_by_code(bytea, text);"
    + _INVOLVED.format(body=_BY_ORGAN)
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_scope_of_promises"),
        ("permissions", "0004_petitioner"),
    ]

    operations = [
        migrations.CreateModel(
            name="QueryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="query_codes",
                        to="cases.matter",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="query_codes",
                        to="cases.party",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["matter"], name="cases_query_matter__d985f6_idx")],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

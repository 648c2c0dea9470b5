"""Who may see who read what: whoever sees the case; of lists that were taken away, the organs above.

A petitioner sees who read her case; which openings of identities she is told of, her own, says ``reads/readings.py``.
Nobody writes in another post's name.
"""

from django.db import migrations

from dengwen.domains.cases.guards import application_role

_SEEN = 'EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {table}."case")'
_ABOVE = """("case" IS NULL AND dengwen_own_case() IS NULL AND EXISTS (
    SELECT 1 FROM staff_post p JOIN organs_organreach r ON r.organ_id = p.organ_id
    WHERE p.id = post AND r.top_id = dengwen_bureau()))"""


def _policies(table: str, seen: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR SELECT TO {application_role()} USING ({seen});
CREATE POLICY own ON {table} FOR INSERT TO {application_role()} WITH CHECK (post = dengwen_post());
"""


def _open(table: str) -> str:
    return f"""
DROP POLICY own ON {table};
DROP POLICY seen ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


_IDENTITY, _CASE = "identity_identityreading", "identity_casereading"
FORWARD = _policies(_IDENTITY, _SEEN.format(table=_IDENTITY)) + _policies(
    _CASE, f"{_SEEN.format(table=_CASE)} OR {_ABOVE}"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_watch_guards"), ("identity", "0003_case_readings")]
    operations = [migrations.RunSQL(FORWARD, _open(_CASE) + _open(_IDENTITY))]

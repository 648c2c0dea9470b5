"""A promise about a case is shown to whom the case is shown."""

from django.db import migrations

from dengwen.domains.cases.guards import application_role

FORWARD = f"""
ALTER TABLE ledger_promise ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON ledger_promise TO {application_role()} USING (
  EXISTS (SELECT 1 FROM cases_matter m WHERE kind = 'case' AND m.id = ledger_promise.subject)
) WITH CHECK (true);
"""
BACKWARD = "DROP POLICY scope ON ledger_promise; ALTER TABLE ledger_promise DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_review_requests"), ("ledger", "0006_promise_stays")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

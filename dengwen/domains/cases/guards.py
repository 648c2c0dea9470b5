"""The promises about cases that the database keeps itself, as SQL for the migrations of every noun.

Row-level security: a row of a case exists only for a post that may see the case. Guards: no row of a case is
ever deleted, and no change of one commits without a ledger entry of the same transaction.
"""

from django.conf import settings


def application_role() -> str:
    """Return the quoted name of the role that serves pages; policies are made for it."""
    return '"' + str(settings.DATABASES["default"]["USER"]).replace('"', "") + '"'


def guard(table: str, matter_column: str = "matter_id") -> str:
    """Return the SQL that refuses deletion and unrecorded change of the rows of ``table``."""
    return f"""
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE CONSTRAINT TRIGGER {table}_recorded AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_{matter_column}();
"""


def scope(table: str) -> str:
    """Return the SQL that shows a row of ``table`` only where the matter that it belongs to is shown."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()}
  USING (EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {table}.matter_id)) WITH CHECK (true);
"""


def unguard(table: str) -> str:
    """Return the SQL that takes back :func:`guard` and :func:`scope`."""
    return f"""
DROP TRIGGER {table}_recorded ON {table};
DROP TRIGGER {table}_stays_whole ON {table};
DROP TRIGGER {table}_stays ON {table};
DROP POLICY IF EXISTS scope ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

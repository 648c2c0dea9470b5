"""Row-level security of the runs: a run exists for the posts whose bureau reaches its organ."""

from dengwen.domains.cases.guards import application_role

_REACHED = "(SELECT dengwen_sees_all()) OR organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])"


def scope_by_organ(table: str) -> str:
    """Return the SQL that shows and takes only rows of organs at or below the acting bureau."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()} USING ({_REACHED}) WITH CHECK ({_REACHED});
"""


def scope_by_run(table: str) -> str:
    """Return the SQL that shows and takes rows of the runs that are shown."""
    shown = f"EXISTS (SELECT 1 FROM registers_importrun r WHERE r.id = {table}.run_id)"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()} USING ({shown}) WITH CHECK ({shown});
"""


def unscope(table: str) -> str:
    """Return the SQL that takes either back."""
    return f"DROP POLICY scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"

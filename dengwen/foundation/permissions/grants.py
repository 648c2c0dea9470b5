"""What the application's role may do with each table. It owns nothing; whoever migrates applies this."""

from django.db.backends.base.base import BaseDatabaseWrapper

# Tables where the role gets less than select, insert, update and delete; the ledger only ever grows.
_NARROW = {
    "ledger_entry": "SELECT, INSERT",
    "ledger_head": "SELECT, INSERT, UPDATE",
    "ledger_logleaf": "SELECT, INSERT",
    "ledger_lognode": "SELECT, INSERT",
    "ledger_logkey": "SELECT, INSERT",
    "ledger_treehead": "SELECT, INSERT",
    "identity_identityreading": "SELECT, INSERT",
    "identity_casereading": "SELECT, INSERT",
    "organs_organ": "SELECT, INSERT, UPDATE",
    "organs_organperiod": "SELECT, INSERT, UPDATE",
    "staff_account": "SELECT, INSERT, UPDATE",
    "staff_post": "SELECT, INSERT, UPDATE",
    # The sweep's own functions write these.
    "reminders_reminder": "SELECT",
    "reminders_openpost": "SELECT",
    "reminders_digest": "SELECT, UPDATE",
    # Written once: evidence, contacts, returns, denominators, changes of a campaign's scope.
    "campaigns_itemmark": "SELECT, INSERT",
    "campaigns_campaigncontact": "SELECT, INSERT",
    "campaigns_campaignreport": "SELECT, INSERT",
    "campaigns_stagecount": "SELECT, INSERT",
    "campaigns_scopechange": "SELECT, INSERT",
    "linkage_learnedweights": "SELECT, INSERT",
    "linkage_pairdecision": "SELECT, INSERT",
    "django_migrations": "SELECT",
}
# Nothing that belongs to a case can be deleted, whatever the code tries.
_CASE_TABLES = (
    "cases_",
    "handling_",
    "appeals_",
    "closure_",
    "supervision_",
    "letters_",
    "deadlines_",
    "campaigns_",
    "records_",
    "matching_link",
    "linkage_",
)
_DESK_TABLES = ("cases_intakedraft", "cases_savedfilter")
_PORTAL_TABLES = (
    "cases_portaldraft",
    "cases_portaldraftfile",
    "cases_portaldeed",
    "cases_wrongentry",
    "cases_portalaccount",
)


def _rights_on(table: str) -> str:
    if table in _NARROW:
        return _NARROW[table]
    if table.startswith(_CASE_TABLES) and table not in _DESK_TABLES + _PORTAL_TABLES:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT, UPDATE, DELETE"


def apply_grants(owner: BaseDatabaseWrapper, role: str) -> None:
    """Give ``role`` its rights on every table, sequence and function; run as the owner after migrating."""
    quoted = owner.ops.quote_name(role)
    with owner.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        for table in tables:
            name = owner.ops.quote_name(table)
            cursor.execute(f"REVOKE ALL ON {name} FROM {quoted}")
            cursor.execute(f"GRANT {_rights_on(table)} ON {name} TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {quoted}")

"""What the doctor asks the database. Each look returns a remedy, or nothing when all is well."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.db import connections

from dengwen.base.clock import local_day, now
from dengwen.domains.reminders.reads.digests import unsent_digests
from dengwen.domains.reminders.reads.missed import last_sweep, lost_reminders, missed_reminders
from dengwen.foundation.identity.sealing import HEADER, MARK, rewrapped
from dengwen.foundation.rulebook.reads.pinned_packs import installation_findings
from dengwen.interfaces.console.failing import console_lang
from dengwen.interfaces.console.migrate import pending

OLDEST_SERVER = 150000
CLOCK_MAY_DIFFER = timedelta(seconds=30)
APPEND_ONLY = (
    "ledger_entry_stays",
    "ledger_entry_stays_whole",
    "ledger_head_stays",
    "ledger_head_only_grows",
)
RERUN = "Run `dengwen migrate`; if it stays, the owner's role was tampered with: compare with a backup."


def _rows(query: str, values: list[Any] | None = None, using: str = "owner") -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(query, values or [])
        return list(cursor.fetchall())


def _role() -> str:
    return str(settings.DATABASES["default"]["USER"])


def case_tables() -> list[str]:
    """Return every table whose rows the ledger tells of."""
    return sorted(model._meta.db_table for model in apps.get_models() if hasattr(model, "LEDGER_PLAIN"))


def server_version() -> str:
    """PostgreSQL 15 or newer."""
    ((version,),) = _rows("SELECT current_setting('server_version_num')::int")
    return (
        "" if version >= OLDEST_SERVER else f"It is {version // 10000}. Dengwen needs PostgreSQL 15 or newer."
    )


def extensions() -> str:
    """The extensions that constraints and search stand on."""
    there = {name for (name,) in _rows("SELECT extname FROM pg_extension")}
    lacking = {"btree_gist", "pg_trgm"} - there
    return "".join(f"Run as superuser: CREATE EXTENSION {name}; " for name in sorted(lacking))


def migrations() -> str:
    """Every migration is applied."""
    waiting = pending()
    return f"{len(waiting)} are missing, first {waiting[0]}. Run `dengwen migrate`." if waiting else ""


def application_role() -> str:
    """The role that serves pages owns nothing and is bound by row security."""
    rows = _rows("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [_role()])
    if not rows:
        return f"There is no role {_role()}. See docs/operations.md, first steps."
    if any(rows[0]):
        return f"It may go past row security. Run: ALTER ROLE {_role()} NOSUPERUSER NOBYPASSRLS;"
    owned = _rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s", [_role()]
    )
    return (
        f"It owns {owned[0][0]} and {len(owned) - 1} more. Migrate as the owner's role instead."
        if owned
        else ""
    )


def row_security() -> str:
    """Every table of a case, and the ledger, shows rows only to whom they belong."""
    query = "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
    guarded = {name for (name,) in _rows(query)}
    bare = sorted({*case_tables(), "ledger_entry", "identity_sealedperson"} - guarded)
    return f"It is off on {', '.join(bare)}. {RERUN}" if bare else ""


def triggers() -> str:
    """The ledger's and the cases' triggers are there and on."""
    query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    there = {name for (name,) in _rows(query)}
    wanted = {f"{table}_{end}" for table in case_tables() for end in ("stays", "stays_whole", "recorded")}
    lacking = sorted((wanted | set(APPEND_ONLY)) - there)
    return f"Missing or off: {', '.join(lacking)}. {RERUN}" if lacking else ""


def triggers_not_skipped() -> str:
    """Nobody told the roles to work without triggers."""
    query = """
        SELECT coalesce(r.rolname, 'every role') FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
        WHERE array_to_string(s.setconfig, ',') LIKE '%%session_replication_role=replica%%'
    """
    skipping = _rows(query)
    return f"session_replication_role=replica is set for {skipping[0][0]}. Reset it." if skipping else ""


def narrow_rights() -> str:
    """The application's role can neither change the ledger nor delete a row of a case."""
    asked = [("ledger_entry", "UPDATE"), ("ledger_entry", "DELETE"), ("ledger_entry", "TRUNCATE")]
    asked += [(table, right) for table in case_tables() for right in ("DELETE", "TRUNCATE")]
    needed = [("ledger_entry", "INSERT"), ("cases_matter", "INSERT"), ("organs_organ", "SELECT")]
    needed += [(table, "SELECT") for table in case_tables()]
    for table, right in needed:
        ((may,),) = _rows("SELECT has_table_privilege(%s, %s, %s)", [_role(), table, right])
        if not may:
            return f"{_role()} lacks {right} on {table}. Run `dengwen migrate`, which gives it."
    for table, right in asked:
        ((may,),) = _rows("SELECT has_table_privilege(%s, %s, %s)", [_role(), table, right])
        if may:
            return f"{_role()} has {right} on {table}. Run `dengwen migrate`, which takes it away."
    return ""


def no_post_no_case() -> str:
    """Without an acting post no case exists."""
    ((count,),) = _rows("SELECT count(*) FROM (SELECT 1 FROM cases_matter LIMIT 1) m", using="default")
    return f"A connection without a post sees cases. {RERUN}" if count else ""


def clock() -> str:
    """The server's clock agrees with ours: legal days are counted from it."""
    ((there,),) = _rows("SELECT clock_timestamp()")
    apart = abs(there - now())
    return "" if apart < CLOCK_MAY_DIFFER else f"They are {apart} apart. Set both by the same time server."


def worker() -> str:
    """A worker has said in the last minutes that it is alive."""
    query = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '2 minutes'"
    ((alive,),) = _rows(query)
    return "" if alive else "No worker is running, so imports on the desk wait. `dengwen serve` starts one."


def rules() -> str:
    """The rules are right, and no pack that a case uses has changed."""
    return "\n       ".join(finding.say(console_lang()) for finding in installation_findings("owner"))


def _today() -> date:
    try:
        return local_day(now(), settings.TIME_ZONE)
    except ZoneInfoNotFoundError:  # the look at the time zone says so
        return now().date()


def reminders() -> str:
    """Every reminder of the last sweep is there, and a sweep was made since yesterday."""
    last, today = last_sweep(), _today()
    missed = missed_reminders(day=last.day if last else today, unchanged_since=last.at if last else None)
    if missed.limits.total():
        day = last.day if last else today
        return (
            f"{missed.limits.total()} limits were told to nobody on {day}. Run `dengwen remind --day {day}`."
        )
    if lost := lost_reminders():
        return f"{sum(lost.values())} reminders of {min(lost)} are gone that the ledger tells of. {RERUN}"
    late = last is not None and last.day < today - timedelta(days=1)
    return (
        f"The last sweep was on {last.day}. `dengwen serve` starts the worker that does it."
        if last and late
        else ""
    )


def digests() -> str:
    """Mail goes out: no digest of a day before today waits, and no address is refused."""
    unsent = unsent_digests(_today(), using="owner")
    if unsent.waiting:
        why = unsent.trouble or "the worker has not tried"
        return f"{unsent.waiting} digests wait ({why}). Look at DENGWEN_SMTP_URL and at the worker."
    return (
        f"The mail server refuses the address of {unsent.refused} people. Correct it."
        if unsent.refused
        else ""
    )


def identity_keys() -> str:
    """The ring opens what lies sealed: the oldest and the newest data key; no person is opened for it."""
    for order in ("ASC", "DESC"):
        rows = _rows(
            f"SELECT key_id, substring(sealed from 1 for {HEADER}) FROM identity_sealedperson"  # noqa: S608 - own words
            f" WHERE substring(sealed from 1 for {len(MARK)}) = %s ORDER BY id {order} LIMIT 1",
            [MARK],
        )
        try:
            for _, header in rows:
                rewrapped(bytes(header))
        except InvalidTag:
            return (
                f"The key {rows[0][0]} of the ring does not open what it sealed, or is gone. Stop the site, restore the"
                " ring from its backup and start again: whoever is registered meanwhile is sealed with the wrong key."
            )
    return ""


LOOKS: dict[str, Callable[[], str]] = {
    "server version": server_version,
    "extensions": extensions,
    "migrations": migrations,
    "application role": application_role,
    "row security": row_security,
    "triggers": triggers,
    "triggers are not skipped": triggers_not_skipped,
    "rights of the application role": narrow_rights,
    "no post, no case": no_post_no_case,
    "rules": rules,
    "identity keys open": identity_keys,
    "clock": clock,
    "worker": worker,
    "reminders": reminders,
    "digests": digests,
}

"""What the database itself refuses the role that serves pages, and what it shows to whom."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import transaction

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from tests.cast import MORNING, Cast
from tests.conftest import FreshDatabase

CASE_TABLES = (
    "cases_matter",
    "cases_contact",
    "cases_claim",
    "cases_party",
    "cases_involvement",
    "deadlines_clock",
)


def registered(cast: Cast, part: str = "registrar") -> Matter:
    with transaction.atomic():  # the acting post is set for a transaction
        return cast.registered(part)


@pytest.fixture
def case(kept_cast: Cast) -> Matter:
    """A matter of Lin County, committed."""
    return registered(kept_cast)


@pytest.fixture
def app(fresh_database: FreshDatabase) -> Iterator[psycopg.Connection]:
    """A connection as the application's role, as psql would open it."""
    with psycopg.connect(fresh_database.app_url, autocommit=True) as connection:
        yield connection


def act_as(app: psycopg.Connection, cast: Cast, part: str) -> None:
    app.execute("SELECT set_config('dengwen.post', %s, false)", [str(cast[part].post)])


def count(app: psycopg.Connection, table: str = "cases_matter") -> int:
    row = app.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET event = 'x'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "DELETE FROM ledger_head",
        "TRUNCATE ledger_head",
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "ALTER TABLE cases_matter DISABLE ROW LEVEL SECURITY",
        "SET session_replication_role = replica",
        "SET ROLE dengwen_owner",
    ],
)
def test_the_ledger_only_grows(
    app: psycopg.Connection, kept_cast: Cast, case: Matter, statement: str
) -> None:
    act_as(app, kept_cast, "registrar")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement.encode())


@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET event = 'x'", "DELETE FROM ledger_entry"])
def test_not_even_the_owner_changes_an_entry(
    fresh_database: FreshDatabase, kept_cast: Cast, case: Matter, statement: str
) -> None:
    with (
        psycopg.connect(fresh_database.owner_url) as owner,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="what was recorded stays"),
    ):
        owner.execute(statement.encode())


def test_a_head_never_goes_back(app: psycopg.Connection, kept_cast: Cast, case: Matter) -> None:
    act_as(app, kept_cast, "registrar")
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
        app.execute("UPDATE ledger_head SET seq = seq - 1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_matter SET state = 'closed', is_open = false",
        "UPDATE cases_claim SET text = 'nothing happened'",
        "UPDATE deadlines_clock SET legal = legal + 100",
        "INSERT INTO cases_party (matter_id, role, mask, note) SELECT id, 'petitioner', '', '' FROM cases_matter",
    ],
)
def test_a_change_without_its_entry_does_not_commit(
    app: psycopg.Connection, kept_cast: Cast, case: Matter, statement: str
) -> None:
    act_as(app, kept_cast, "registrar")
    refused = pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="without its ledger entry")
    with refused, app.transaction():
        app.execute(statement.encode())
    assert app.execute("SELECT state FROM cases_matter").fetchall() == [("registered",)]


@pytest.mark.parametrize("table", CASE_TABLES)
def test_no_row_of_a_case_is_deleted(
    fresh_database: FreshDatabase, app: psycopg.Connection, kept_cast: Cast, case: Matter, table: str
) -> None:
    act_as(app, kept_cast, "registrar")
    statements = (f"DELETE FROM {table}".encode(), f"TRUNCATE {table} CASCADE".encode())
    for statement in statements:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)
    with psycopg.connect(fresh_database.superuser_url) as superuser:
        for statement in statements:
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation), superuser.transaction():
                superuser.execute(statement)


def test_with_no_post_no_row_exists(app: psycopg.Connection, case: Matter) -> None:
    tables = (*CASE_TABLES, "cases_statement", "ledger_entry", "identity_sealedperson")
    assert {table: count(app, table) for table in tables} == dict.fromkeys(tables, 0)


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ("registrar", 1),
        ("handler", 1),  # of a unit, which speaks for its bureau
        ("unit_head", 1),
        ("moss_registrar", 1),
        ("city_registrar", 2),
        ("stone_reviewer", 0),
        ("campaign_office", 2),
        ("minister", 2),
        ("administrator", 0),
    ],
)
def test_a_post_sees_its_subtree_and_nothing_else(
    app: psycopg.Connection, kept_cast: Cast, case: Matter, part: str, seen: int
) -> None:
    registered(kept_cast, "moss_registrar")
    act_as(app, kept_cast, part)
    assert count(app) == seen
    assert count(app, "identity_sealedperson") == seen
    assert count(app, "cases_claim") == 2 * seen
    told = app.execute("SELECT count(DISTINCT subject) FROM ledger_entry WHERE kind = 'case'").fetchone()
    assert told == (seen,)


def test_a_county_post_sees_only_its_own_county(
    app: psycopg.Connection, kept_cast: Cast, case: Matter
) -> None:
    registered(kept_cast, "moss_registrar")
    act_as(app, kept_cast, "registrar")
    assert app.execute("SELECT DISTINCT organ_id FROM cases_matter").fetchall() == [(kept_cast.organ("lin"),)]


def test_the_sender_keeps_sight_of_what_it_sent(app: psycopg.Connection, kept_cast: Cast) -> None:
    sent = registered(kept_cast, "city_registrar").pk
    actor = kept_cast["city_registrar"]
    transfer_matter(case=sent, to=kept_cast.organ("quarry"), reason="Theirs.", actor=actor, at=MORNING)
    for part, seen in (("city_registrar", 1), ("stone_registrar", 1), ("moss_registrar", 0)):
        act_as(app, kept_cast, part)
        assert count(app) == seen


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE staff_post SET until = current_date - 30 WHERE id = %s",
        "UPDATE staff_account a SET is_active = false FROM staff_post p WHERE p.account_id = a.id AND p.id = %s",
    ],
)
def test_a_post_that_ended_sees_nothing(
    app: psycopg.Connection, fresh_database: FreshDatabase, kept_cast: Cast, case: Matter, spoil: str
) -> None:
    act_as(app, kept_cast, "registrar")
    assert count(app) == 1
    with psycopg.connect(fresh_database.superuser_url) as connection:
        connection.execute(spoil.encode(), [kept_cast["registrar"].post])
    assert count(app) == 0


def test_the_application_role_owns_nothing(app: psycopg.Connection) -> None:
    assert app.execute("SELECT tablename FROM pg_tables WHERE tableowner = current_user").fetchall() == []
    role = app.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert role == (False, False)

"""The doctor: each check is broken once, and says what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connections, transaction
from pytest_django.fixtures import Settings

from dengwen.base.clock import now
from dengwen.interfaces.console import doctor, doctor_database, migrate
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.conftest import FreshDatabase

PATIENT = "dengwen_doctors_patient"
Spoil = Callable[..., None]


@pytest.fixture
def spoil(fresh_database: FreshDatabase) -> Spoil:
    """Run statements as a superuser on the test's own database."""

    def run(*statements: str) -> None:
        connections.close_all()
        with psycopg.connect(fresh_database.superuser_url) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    return run


@pytest.fixture
def patient(fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A role of the test's own, for what belongs to the whole server: the real one serves other tests."""
    with psycopg.connect(fresh_database.superuser_url, autocommit=True) as connection:
        connection.execute(f"DROP ROLE IF EXISTS {PATIENT}".encode())
        connection.execute(f"CREATE ROLE {PATIENT}".encode())
        monkeypatch.setattr(doctor_database, "_role", lambda: PATIENT)
        yield PATIENT
        connections.close_all()
        connection.execute(f"DROP OWNED BY {PATIENT} CASCADE".encode())
        connection.execute(f"DROP ROLE {PATIENT}".encode())


def look(name: str) -> str:
    return doctor_database.LOOKS[name]()


def test_a_sound_database_has_no_remedies(fresh_database: FreshDatabase) -> None:
    wrong = {name: found for name, ask in doctor_database.LOOKS.items() if (found := ask())}
    assert set(wrong) == {"worker"}


@pytest.mark.parametrize(
    ("name", "statement", "word"),
    [
        ("extensions", "DROP EXTENSION pg_trgm CASCADE", "CREATE EXTENSION pg_trgm"),
        ("migrations", "DELETE FROM django_migrations WHERE app = 'closure'", "dengwen migrate"),
        ("row security", "ALTER TABLE cases_claim DISABLE ROW LEVEL SECURITY", "cases_claim"),
        ("row security", "ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY", "ledger_entry"),
        (
            "triggers",
            "ALTER TABLE cases_matter DISABLE TRIGGER cases_matter_recorded",
            "cases_matter_recorded",
        ),
        ("triggers", "DROP TRIGGER ledger_entry_stays ON ledger_entry", "ledger_entry_stays"),
        ("triggers", "ALTER TABLE deadlines_clock DISABLE TRIGGER ALL", "deadlines_clock_stays"),
        (
            "rights of the application role",
            "GRANT DELETE ON cases_party TO dengwen_app",
            "DELETE on cases_party",
        ),
        (
            "rights of the application role",
            "GRANT UPDATE ON ledger_entry TO dengwen_app",
            "UPDATE on ledger_entry",
        ),
        ("rights of the application role", "REVOKE SELECT ON cases_claim FROM dengwen_app", "lacks SELECT"),
        ("clock", "SELECT 1", ""),
    ],
)
def test_a_spoilt_database_is_named(spoil: Spoil, name: str, statement: str, word: str) -> None:
    assert look(name) == ""
    spoil(statement)
    remedy = look(name)
    assert word in remedy
    assert bool(remedy) == bool(word)


def test_triggers_that_a_setting_skips(spoil: Spoil, fresh_database: FreshDatabase) -> None:
    assert look("triggers are not skipped") == ""
    spoil(f'ALTER DATABASE "{fresh_database.name}" SET session_replication_role = replica')
    assert "every role" in look("triggers are not skipped")


@pytest.mark.parametrize("power", ["BYPASSRLS", "SUPERUSER"])
def test_a_role_with_too_much_power(patient: str, spoil: Spoil, power: str) -> None:
    assert look("application role") == ""
    spoil(f"ALTER ROLE {patient} {power}")
    assert "NOBYPASSRLS" in look("application role")


def test_a_role_that_owns_a_table(patient: str, spoil: Spoil) -> None:
    spoil(f"ALTER TABLE cases_contact OWNER TO {patient}")
    assert "cases_contact" in look("application role")
    spoil("ALTER TABLE cases_contact OWNER TO dengwen_owner")


def test_a_role_that_is_not_there(monkeypatch: pytest.MonkeyPatch, fresh_database: FreshDatabase) -> None:
    monkeypatch.setattr(doctor_database, "_role", lambda: "nobody_at_all")
    assert "no role nobody_at_all" in look("application role")


def test_an_old_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_database, "_rows", lambda query: [(140012,)])
    assert "PostgreSQL 15" in look("server version")


def test_cases_that_show_without_a_post(kept_cast: Cast, spoil: Spoil) -> None:
    with transaction.atomic():
        kept_cast.registered()
    assert look("no post, no case") == ""
    spoil("CREATE POLICY open ON cases_matter USING (true)")
    assert "without a post" in look("no post, no case")


def test_a_clock_that_is_wrong(fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_database, "now", lambda: now() + timedelta(minutes=3))
    assert "time server" in look("clock")


def test_a_worker_that_is_alive(spoil: Spoil) -> None:
    assert "dengwen serve" in look("worker")
    spoil("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert look("worker") == ""


def checks(host: str = "127.0.0.1") -> dict[str, str]:
    return {check.name: check.remedy for check in doctor.every_check(host)}


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, fresh_database: FreshDatabase) -> Path:
    """An installation's folder in which all is well."""
    for name in ("secrets", "static", "attachments"):
        (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    key = tmp_path / "secrets" / "identity.key"
    key.write_text("k" * 40)
    key.chmod(0o600)
    settings.DATA, settings.STATIC_ROOT, settings.IDENTITY_KEY_FILE = tmp_path, tmp_path / "static", key
    settings.ATTACHMENTS = tmp_path / "attachments"
    return tmp_path


def test_a_sound_installation(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "catalogue_is_stale", lambda: False)
    assert {name for name, remedy in checks().items() if remedy} == {"worker"}


def test_the_data_folder(folder: Path, settings: Settings) -> None:
    folder.chmod(0o777)
    assert "chmod o-w" in checks()["data folder"]
    folder.chmod(0o700)
    (folder / "secrets").chmod(0o755)
    assert "chmod 700" in checks()["data folder"]
    settings.DATA = folder / "nowhere"
    assert "DENGWEN_DATA" in checks()["data folder"]


def test_the_identity_key(folder: Path, settings: Settings) -> None:
    key = settings.IDENTITY_KEY_FILE
    key.chmod(0o644)
    assert "chmod 600" in checks()["identity key"]
    key.unlink()
    assert "Restore it" in checks()["identity key"]
    inside = folder / "postgres" / "cluster" / "identity.key"
    inside.parent.mkdir(parents=True)
    inside.write_text("k" * 40)
    inside.chmod(0o600)
    settings.IDENTITY_KEY_FILE = inside
    assert "Move it" in checks()["identity key"]


def test_the_other_files(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "static" / "staticfiles.json").unlink()
    (folder / "attachments").rmdir()
    (folder / "attachments").write_text("a file where the folder should be")
    settings.TIME_ZONE = "Middle/Earth"
    monkeypatch.setattr(doctor, "catalogue_is_stale", lambda: True)
    monkeypatch.setattr(doctor, "ENOUGH_DISK", 1 << 60)
    found = checks()
    assert "dengwen migrate" in found["static files"]
    assert "DENGWEN_ATTACHMENTS" in found["attachments folder"]
    assert "DENGWEN_TIME_ZONE" in found["time zone"]
    assert "dengwen migrate" in found["Chinese catalogue"]
    assert "Make room" in found["disk space"]


def test_a_catalogue_older_than_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "LOCALE", tmp_path)
    assert migrate.catalogue_is_stale()
    compiled = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    compiled.parent.mkdir(parents=True)
    compiled.touch()
    assert not migrate.catalogue_is_stale()


def test_an_old_python(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (9, 0))
    assert any("Use Python 9.0" in remedy for remedy in checks().values())


def test_a_demo_for_everybody(folder: Path, settings: Settings) -> None:
    settings.DEMO = True
    assert checks()["demo mode is on"] == ""
    assert "DENGWEN_DEMO" in checks("0.0.0.0")["demo mode is on"]


def test_a_database_that_does_not_answer(folder: Path) -> None:
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch:  # undone before the fixture puts the address back
        patch.setitem(connections["owner"].settings_dict, "NAME", "no_such_database")
        remedy = checks()["PostgreSQL answers the owner's role"]
        connections.close_all()
    assert "no_such_database" in remedy and "DATABASE_" in remedy


def test_the_command_counts_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "WRONG  worker" in out and "ok     triggers" in out

"""The embedded server starts once, whoever asks, and gives the application's role nothing to own."""

import os
import signal
import stat
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psycopg
import pytest

from dengwen.base.embedded_postgres import EmbeddedPostgres


def start(data_dir: Path) -> None:
    """Start the server from another process."""
    EmbeddedPostgres(data_dir).ensure_running(fast_unsafe=True)


@pytest.fixture
def embedded() -> Iterator[EmbeddedPostgres]:
    """Give a server that is not yet set up, and stop it afterwards.

    Not in ``tmp_path``: every pytest that starts closes its folder to others, root's server runs as another user.
    """
    with tempfile.TemporaryDirectory(prefix="dengwen-pg-") as folder:
        found = EmbeddedPostgres(Path(folder) / "postgres")
        yield found
        found.stop()


def test_addresses_need_no_server(tmp_path: Path) -> None:
    data_dir = Path("/srv/a place")
    url = EmbeddedPostgres(data_dir).url("dengwen_app", "dengwen")
    assert url == "postgresql://dengwen_app@/dengwen?host=/srv/a%20place/socket"
    assert list(tmp_path.iterdir()) == []


def test_a_long_path_gets_a_short_socket() -> None:
    long = EmbeddedPostgres(Path("/srv") / ("x" * 120)).url("dengwen_app", "dengwen")
    other = EmbeddedPostgres(Path("/srv") / ("y" * 120)).url("dengwen_app", "dengwen")
    assert len(long.partition("host=")[2]) < 60
    assert long != other


def test_three_processes_at_once_start_one_server(embedded: EmbeddedPostgres) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(start, [embedded.data_dir] * 3))
    embedded.ensure_running()
    assert embedded.log_file.read_text().count("ready to accept connections") == 1
    assert stat.S_IMODE(embedded.data_dir.stat().st_mode) == 0o700
    embedded.stop()
    assert embedded.server_pid() is None


def test_it_starts_again_after_a_power_cut(embedded: EmbeddedPostgres) -> None:
    embedded.ensure_running(fast_unsafe=True)
    pid = embedded.server_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while embedded.server_pid() is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    pid_file = embedded.data_dir / "cluster" / "postmaster.pid"
    # The number now belongs to another program, this one.
    pid_file.write_text(pid_file.read_text().replace(str(pid), str(os.getpid()), 1))
    embedded.ensure_running(fast_unsafe=True)
    assert embedded.server_pid() not in {None, pid}


def test_the_application_owns_nothing(embedded: EmbeddedPostgres) -> None:
    embedded.ensure_running(fast_unsafe=True)
    embedded.provision("dengwen")
    embedded.provision("dengwen")
    with psycopg.connect(embedded.url("dengwen_owner", "dengwen")) as owner:
        owner.execute("CREATE TABLE things (name text)")
    with psycopg.connect(embedded.url("dengwen_app", "dengwen"), autocommit=True) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (name text)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("SELECT * FROM things")
        found = app.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert found == (False, False)
        # With a plain C locale pg_trgm takes no Chinese character for a letter and finds nothing.
        assert app.execute("SELECT cardinality(show_trgm('投诉'))").fetchone() == (3,)

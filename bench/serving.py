"""The site as ``dengwen serve`` runs it, with one worker process, on a database of the bench; and a visitor."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench import place

_START_SECONDS = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many milliseconds the last byte was here."""

    status: int
    location: str
    body: bytes
    ms: float


@dataclass
class Visitor:
    """One keep-alive connection with its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._send("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form as the browser does, with the token of its page."""
        return self._send("POST", path, urlencode(fields))

    def token(self, path: str) -> str:
        """Return the token that the form of ``path`` holds."""
        found = _TOKEN.search(self.get(path).body.decode())
        if found is None:
            raise RuntimeError(f"{path} holds no form")
        return found.group(1)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begin = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        ms = (time.perf_counter() - begin) * 1000
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                pair = value.partition(";")[0].partition("=")
                self.cookies[pair[0]] = pair[2]
        return Answer(response.status, response.getheader("Location") or "", content, ms)


def session_of(post: int) -> str:
    """Return the key of a session as signing in makes it, for the person who holds ``post``."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from dengwen.foundation.permissions.sign_in import POST_KEY
    from dengwen.foundation.staff.models import Account, Post

    account = Account.objects.get(pk=Post.objects.get(pk=post).account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[POST_KEY] = post
    session.save()
    return session.session_key or ""


@contextmanager
def running_site(database: str) -> Iterator[int]:
    """Serve ``database`` for the time of the block; yields the port. ``place.use`` must have been called."""
    from django.core.management import call_command

    from dengwen.interfaces.console.serve import THREADS

    call_command("collectstatic", interactive=False, verbosity=0)
    port = _free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "dengwen.config.wsgi:application",
    ]  # fmt: skip
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings", "BENCH_DATABASE": database}
    log = place.DATA / "site.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=place.ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_up(process, port, log)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        visitor = Visitor(port)
        try:
            if visitor.get("/sign-in/").status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            visitor.close()
    raise RuntimeError(f"the site does not start:\n{log.read_text()}")

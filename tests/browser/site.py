"""A real server for the browser: granian in a process of its own, on a database of the test file's own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cast import Cast
from tests.database import ROOT, server

_START_SECONDS = 30


@dataclass(frozen=True)
class Site:
    """Where the site is, who works there, and the name of its database."""

    address: str
    cast: Cast
    database: str


def environment(database: str, data: Path, **more: str) -> dict[str, str]:
    """Return the environment of an installation on ``database`` with its data in ``data``."""
    found = server()
    names = {
        "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        "DATABASE_URL": found.app_url(database),
        "DATABASE_OWNER_URL": found.owner_url(database),
        "DENGWEN_DATA": str(data),
    }
    return os.environ | names | more


def collect_static(data: Path) -> None:
    """Compile the texts and put the static files where the site looks for them, as an installation does."""
    subprocess.run([sys.executable, "scripts/messages"], cwd=ROOT, check=True)
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment("none", data), check=True)


@contextmanager
def running_site(database: str, data: Path, **more: str) -> Iterator[str]:
    """Serve ``database`` for the time of the block; yields the address."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "3", "dengwen.config.wsgi:application",
    ]  # fmt: skip
    log = data / f"site-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(database, data, **more), stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_up(process, address, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def _wait_until_up(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"the sign-in page answers {error.code}:\n{log.read_text()}") from error
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the site does not start:\n{log.read_text()}")

"""The command itself: every failure is a sentence with the right exit code."""

import contextlib
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.db import OperationalError, ProgrammingError, transaction
from django.test import override_settings
from pytest_django.fixtures import Settings

from dengwen.base.embedded_postgres import EmbeddedPostgresError
from dengwen.base.errors import Refusal
from dengwen.interfaces.console import ledger
from dengwen.interfaces.console import main as console
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.console.main import COMMANDS, main
from tests.cast import Cast
from tests.conftest import FreshDatabase
from tests.database import ROOT


def environment(data: Path) -> dict[str, str]:
    ours = ("DATABASE", "DENGWEN", "DJANGO")
    names = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return names | {"DENGWEN_DATA": str(data)}


def dengwen(data: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own, on the embedded server of ``data``."""
    return subprocess.run(
        [sys.executable, "-m", "dengwen.interfaces.console.main", *words],
        cwd=ROOT, env=environment(data) | more, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert all(name in text for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "usage: dengwen" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["nonsense"], ["ledger"], ["serve", "--port", "many"]])
def test_wrong_words_are_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "word"),
    [
        (CommandError("Do this.", code=3), 3, "Do this."),
        (KeyboardInterrupt(), 130, "Stopped."),
        (OperationalError("no such host\nmore"), 1, "DATABASE_URL"),
        (ProgrammingError("no table"), 1, "dengwen migrate"),
        (EmbeddedPostgresError("initdb failed"), 1, "initdb failed"),
        (Refusal("petition.empty"), 1, " "),
        (PermissionError(13, "Permission denied", "/x"), 1, "dengwen doctor"),
        (ZeroDivisionError("what"), 1, "console-errors.log"),
    ],
)
def test_a_failure_is_a_sentence(error: BaseException, code: int, word: str, tmp_path: Path) -> None:
    said = io.StringIO()
    with (
        mock.patch.object(ledger, "run", side_effect=error),
        override_settings(DATA=tmp_path),
        contextlib.redirect_stderr(said),
    ):
        assert main(["ledger", "verify"]) == code
    words = said.getvalue()
    assert word in words and "Traceback" not in words


def test_commands_of_others_have_the_same_two_functions() -> None:
    for command in COMMANDS.values():
        module = console._module(command)
        module.add_arguments(ArgumentParser())
        assert callable(module.run)


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = dengwen(tmp_path / "file" / "data", "doctor")
    assert done.returncode == 2
    assert "DENGWEN_DATA" in done.stderr and "Traceback" not in done.stderr


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    nowhere = "postgresql://someone@127.0.0.1:1/none"
    done = dengwen(tmp_path, "ledger", "verify", DATABASE_URL=nowhere, DATABASE_OWNER_URL=nowhere)
    assert done.returncode == 1
    assert "dengwen doctor" in done.stderr and "Traceback" not in done.stderr


def test_psql_shows_the_rows_of_the_post(
    kept_cast: Cast,
    fresh_database: FreshDatabase,
    settings: Settings,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with transaction.atomic():
        kept_cast.registered()
    settings.DATABASE_URL = fresh_database.app_url
    question = "select 'cases: ' || count(*) from cases_matter"
    for part, seen in (("registrar", 1), ("stone_registrar", 0)):
        assert main(["psql", "--post", str(kept_cast[part].post), "-c", question]) == 0
        assert f"cases: {seen}" in capfd.readouterr().out
    assert main(["psql", "-c", question]) == 0
    assert "cases: 0" in capfd.readouterr().out


def test_serve_refuses_what_is_not_ready(
    fresh_database: FreshDatabase,
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.STATIC_ROOT = tmp_path
    assert main(["serve"]) == 1
    assert "dengwen migrate" in capsys.readouterr().err
    (tmp_path / "staticfiles.json").write_text("{}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 1
    assert "is taken" in capsys.readouterr().err


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder of its own; not pytest's, which any other run shuts against the server's system user."""
    with tempfile.TemporaryDirectory(prefix="dengwen-home-") as folder:
        yield Path(folder)


@pytest.mark.slow
def test_from_nothing_to_a_site_and_back(home: Path) -> None:
    """Migrate a new data folder, serve it, stop it by SIGTERM: nothing of ours is left running."""
    done = dengwen(home, "migrate")
    assert done.returncode == 0, done.stderr
    assert not (home / "postgres" / "cluster" / "postmaster.pid").exists()
    port = _free_port()
    site = subprocess.Popen(
        [sys.executable, "-m", "dengwen.interfaces.console.main", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT, env=environment(home), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert _page(f"http://127.0.0.1:{port}/sign-in/") == 200
        doctor = dengwen(home, "doctor")
        # The translations are compiled in the checkout, which somebody may be working on.
        wrong = set(re.findall(r"^WRONG  (.*)$", doctor.stdout, re.MULTILINE)) - {"Chinese catalogue"}
        assert wrong == set(), doctor.stdout
    finally:
        site.send_signal(signal.SIGTERM)
        assert site.wait(30) == 0
    assert not (home / "postgres" / "cluster" / "postmaster.pid").exists()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _page(address: str) -> int:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)

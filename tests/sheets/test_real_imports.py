"""The two files of ../shared/data, taken over whole: killed half-way, gone on with, and once more."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from dengwen.domains.cases.models import Contact
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.registers.reads.runs import runs_of
from dengwen.domains.registers.rules.rows import Account
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.sheets.mapping_file import load_mapping
from tests.cast import Cast
from tests.conftest import FreshDatabase
from tests.sheets.samples import ROOT, plan, real

pytestmark = [pytest.mark.data, pytest.mark.slow]
WAIT = 900


def command(file: str, mapping: str) -> list[str]:
    """Return the command line of an import by the campaign office of the province."""
    examples = ROOT / "examples"
    return [
        sys.executable, "-m", "dengwen.interfaces.console.main", "import", str(real(file)),
        "--mapping", str(examples / f"{mapping}.toml"), "--organs", str(examples / "organs.csv"),
        "--as", "campaign_office",
    ]  # fmt: skip


def environment(database: FreshDatabase) -> dict[str, str]:
    """Return the environment of an installation on the test's database."""
    return os.environ | {
        "DATABASE_URL": database.app_url, "DATABASE_OWNER_URL": database.owner_url,
        "DENGWEN_DATA": str(settings.DATA), "DJANGO_SETTINGS_MODULE": "dengwen.config.settings",
    }  # fmt: skip


def accounts(cast: Cast) -> list[tuple[str, Account]]:
    """Return state and account of every run, the oldest first."""
    actor = cast["campaign_office"]
    with acting(actor.post):
        return [(run.state, run.account) for run in reversed(runs_of(actor))]


def kill_after(database: FreshDatabase, cast: Cast, words: list[str], rows: int) -> int:
    """Start the command, kill -9 it once ``rows`` rows are in, and return how many were."""
    process = subprocess.Popen(words, cwd=ROOT, env=environment(database), stdout=subprocess.DEVNULL)
    until = time.monotonic() + WAIT
    while process.poll() is None and time.monotonic() < until:
        if any(account.rows >= rows for _, account in accounts(cast)):
            break
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return accounts(cast)[0][1].rows


def finish(database: FreshDatabase, words: list[str]) -> str:
    """Run the command to its end and return what it said."""
    done = subprocess.run(
        words, cwd=ROOT, env=environment(database), capture_output=True, text=True, check=False, timeout=WAIT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_police_complaints_killed_and_gone_on_with(fresh_database: FreshDatabase, kept_cast: Cast) -> None:
    words = command("police-complaints-2000-2014.csv.gz", "police-complaints")
    half = kill_after(fresh_database, kept_cast, words, 30_000)
    assert 30_000 <= half < 85_558
    assert f"Going on after row {half + 1:,}" in finish(fresh_database, words)
    whole = Account(rows=85_558, matters=82_837, contacts=1_624, already=0, reported=1_097)
    assert accounts(kept_cast) == [("done", whole)]
    said = finish(fresh_database, words)
    assert "The account balances" in said
    assert accounts(kept_cast)[1] == ("done", Account(rows=85_558, already=84_461, reported=1_097))
    assert list(verify_everything("owner")) == []


def test_citizen_messages_with_their_chinese_text(fresh_database: FreshDatabase, kept_cast: Cast) -> None:
    words = command("citizen-messages-with-replies.xlsx", "citizen-messages")
    finish(fresh_database, words)
    finish(fresh_database, words)
    made = Account(rows=2_816, matters=2_816)
    assert [account for _, account in accounts(kept_cast)] == [made, Account(rows=2_816, already=2_816)]
    rows = plan(
        real("citizen-messages-with-replies.xlsx"), load_mapping(ROOT / "examples" / "citizen-messages.toml")
    )
    wanted = {row.draft.row_digest: row.draft for row in rows[::56] if row.draft}
    assert len(wanted) > 50
    with acting(kept_cast["campaign_office"].post):
        contacts = Contact.objects.filter(row_digest__in=list(wanted)).select_related("matter")
        found = {bytes(contact.row_digest or b""): contact for contact in contacts}
    for digest, draft in wanted.items():
        contact = found[digest]
        assert (contact.text, contact.reply, contact.matter.title) == (draft.text, draft.answer, draft.title)
    assert list(verify_everything("owner")) == []

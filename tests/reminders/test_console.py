"""``dengwen remind``, and what the doctor says of reminders."""

from datetime import timedelta

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from dengwen.domains.reminders.models import Reminder
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.console import doctor_database
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.conftest import FreshDatabase
from tests.reminders.telling import after, six, swept
from tests.reminders.test_at_once import registered

Said = pytest.CaptureFixture[str]


def remind(days: int, *words: str) -> int:
    with time_machine.travel(six(after(days)), tick=False):
        return main(["remind", *words])


def count(cast: Cast) -> int:
    set_post(cast["registrar"].post)
    return Reminder.objects.count()


@pytest.fixture(autouse=True)
def no_embedded_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dengwen.interfaces.console.installation.embedded_server", lambda: None)


def test_the_command_sweeps_says_what_it_did_and_lets_the_worker_mail(cast: Cast, capsys: Said) -> None:
    cast.registered()
    assert remind(16, "--dry-run") == 0
    assert "2026-03-18: 6 reminders would be written, of 2 limits" in capsys.readouterr().out
    assert count(cast) == 0
    assert remind(16) == 0
    said = capsys.readouterr().out
    assert "2026-03-18: 6 reminders written, of 2 limits\n  Late: 2 limits, 6 reminders\n3 people get" in said
    assert "as files in" in said
    assert remind(16) == 0
    assert "0 reminders written" in capsys.readouterr().out
    assert count(cast) == 2
    assert ProcrastinateJob.objects.filter(task_name="dengwen.send_digests").count() == 1


def test_another_day(cast: Cast, capsys: Said) -> None:
    cast.registered()
    assert remind(20, "--day", after(8).isoformat()) == 0
    assert "2026-03-10: 2 reminders written" in capsys.readouterr().out
    assert remind(8, "--day", after(9).isoformat()) == 1
    assert "11 March 2026 has not come yet" in capsys.readouterr().err
    assert remind(8, "--day", "yesterday") == 2


def test_the_doctor_finds_who_was_left_out(kept_cast: Cast, fresh_database: FreshDatabase) -> None:
    registered(kept_cast)
    look = doctor_database.LOOKS["reminders"]
    with time_machine.travel(six(after(3)), tick=False):
        assert look() == ""  # nothing is due yet, and no sweep was ever made
    with time_machine.travel(six(after(16)), tick=False):
        assert look().startswith(
            "24 limits were told to nobody on 2026-03-18. Run `dengwen remind --day 2026-03-18`"
        )
        swept(16)
        assert look() == ""
    with time_machine.travel(six(after(17)) + timedelta(hours=1), tick=False):
        assert look() == ""
    with time_machine.travel(six(after(18)), tick=False):
        assert "The last sweep was on 2026-03-18." in look()


def test_the_doctor_finds_digests_that_wait(kept_cast: Cast, fresh_database: FreshDatabase) -> None:
    registered(kept_cast)
    look = doctor_database.LOOKS["digests"]
    swept(16)
    with time_machine.travel(six(after(16)), tick=False):
        assert look() == ""
    with time_machine.travel(six(after(17)), tick=False):
        assert look().startswith("3 digests wait (the worker has not tried)")

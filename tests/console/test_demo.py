"""The demo: built through the doors, whole, and ready to be walked into."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django.fixtures import Settings

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.states import State
from dengwen.foundation.permissions.rights import Role
from dengwen.foundation.staff.models import Account
from dengwen.interfaces.console import demo_command
from dengwen.interfaces.console.demo.building import Plan, build_demo
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.conftest import FreshDatabase

AS_OF = date(2026, 11, 21)
MATTERS, SEED = 400, 2


@pytest.mark.slow
def test_a_small_demo_is_whole(fresh_database: FreshDatabase, tmp_path: Path, settings: Settings) -> None:
    """In a process of its own, as people build it: it forks, and here a browser's event loop may be running."""
    file = tmp_path / "demo-sign-ins.json"
    code = (
        "import django; django.setup()\n"
        "from datetime import date; from pathlib import Path\n"
        "from dengwen.interfaces.console.demo.building import Plan, build_demo\n"
        f"plan = Plan({MATTERS}, {SEED}, date.fromisoformat({AS_OF.isoformat()!r}), processes=2)\n"
        f"outcome = build_demo(plan, sign_ins_file=Path({str(file)!r}), say=lambda words: None)\n"
        "print(outcome.done, sum(outcome.refused.values()), dict(outcome.refused))"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dengwen.config.settings",
        "DENGWEN_DATA": str(settings.DATA),
        "DATABASE_URL": fresh_database.app_url,
        "DATABASE_OWNER_URL": fresh_database.owner_url,
    }
    built = subprocess.run(  # fixed words
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-3000:]
    done, refused = (int(word) for word in built.stdout.split()[:2])
    assert refused < 0.001 * done, built.stdout  # somebody of a county that is merged away has left
    assert list(verify_everything()) == []
    matters = Matter.objects.using("owner")
    assert matters.count() == MATTERS
    assert set(matters.values_list("state", flat=True)) == set(State)
    assert not matters.filter(received_on__lt=AS_OF - timedelta(days=730)).exists()
    _the_board_lives()
    people = json.loads(file.read_text(encoding="utf-8"))
    assert [person["role"] for person in people] == [role.value for role in Role]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = [
        *settings.PASSWORD_HASHERS,
        "django.contrib.auth.hashers.ScryptPasswordHasher",
    ]
    for person in people:
        answer = Client().post("/sign-in/", {"username": person["username"], "password": person["password"]})
        assert answer.status_code == 302, person["username"]


def _the_board_lives() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT b.told FROM bulletins_boardrow b JOIN campaigns_campaign c ON b.top_id = c.organ_id"
        )
        ((found,),) = cursor.fetchall()
    told = json.loads(found)
    assert told["stages"]["listing"][0] > 0 and told["moves"]["listing"] == [3, 0]


def test_numbers_run_without_gaps_and_by_the_days(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    build_demo(Plan(120, SEED, AS_OF), sign_ins_file=tmp_path / "s.json", say=lambda words: None)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT registered_by_id, substring(number from '-(....)-'), array_agg(right(number, 6)::int ORDER BY"
            " registered_at) FROM cases_matter WHERE number IS NOT NULL GROUP BY 1, 2"
        )
        series = cursor.fetchall()
    assert series
    for organ, year, numbers in series:
        assert numbers == list(range(1, len(numbers) + 1)), (organ, year)


def test_the_demo_mixes_with_nothing(
    kept_cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo_command, "bring_up_to_date", lambda: None)
    before = Account.objects.count()
    assert main(["demo", "--no-serve", "--matters", "5"]) == 1
    assert "not empty" in capsys.readouterr().err
    assert Account.objects.count() == before


def test_a_demo_that_stands_is_left_alone(
    fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(demo_command, "bring_up_to_date", lambda: None)
    monkeypatch.setattr(demo_command, "_PROCESSES", 1)
    settings.DATA = tmp_path
    assert main(["demo", "--no-serve", "--matters", "20"]) == 0
    assert "0 refused" in capsys.readouterr().out
    assert main(["demo", "--no-serve", "--matters", "20"]) == 0
    assert "stands already" in capsys.readouterr().out
    assert Matter.objects.using("owner").count() == 20
    assert main(["demo", "--no-serve", "--matters", "0"]) == 2

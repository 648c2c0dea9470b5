"""The whole campaign of 2011-2012, run day by day through the doors (issue 4, must show 1 and 2)."""

import json
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.recompute import recompute
from dengwen.domains.bulletins.reads.snapshots import snapshots
from dengwen.domains.campaigns.models import CampaignReport, StageCount, StageRun
from dengwen.domains.cases.models import Matter
from dengwen.domains.closure.models import Dossier
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.interfaces.console.campaign_run.press import last_due
from dengwen.interfaces.console.campaign_run.running import RunPlan, run_campaign
from tests.campaigns.office import PACK
from tests.conftest import FreshDatabase
from tests.database import clone, pointed_at, worker_database
from tests.sheets.samples import ROOT, real

pytestmark = pytest.mark.slow

MATTERS, SEED = 60, 2011
STARTS = date(2011, 11, 1)


def plan(**changes: object) -> RunPlan:
    last = last_due(campaign_pack(PACK))
    values: dict[str, object] = {
        "pack": PACK,
        "matters": MATTERS,
        "seed": SEED,
        "first": STARTS,
        "last": last,
    }
    return RunPlan(**(values | changes))  # type: ignore[arg-type]


def test_the_whole_year_comes_out_and_adds_up(fresh_database: FreshDatabase) -> None:
    weeks: list[str] = []
    account = run_campaign(plan(), say=weeks.append)
    assert account.whole, (account.missing, account.findings)
    assert account.refused.total() <= account.steps.total() // 100, account.refused

    # Everything owed is there, some of it late; each month frozen and still what it was.
    pack = campaign_pack(PACK)
    assert pack.returns is not None
    months, cities = len(list(pack.returns.periods())), 11
    assert account.given == account.owed
    assert (account.owed["return"], account.owed["summary"]) == (
        months * cities,
        len(pack.summaries) * cities,
    )
    assert 0 < account.late["return"] < account.owed["return"] and account.late_seen
    assert len(weeks) > 50
    assert [each.month for each in snapshots("owner")] == [
        name.partition(".")[0] for name, _ in account.months
    ]
    assert recompute(snapshots("owner")[-1]).holds
    issued = Publication.objects.using("owner").exclude(number="")
    assert issued.count() == sum(account.published[kind] for kind in account.published if kind != "replies")
    assert account.owed["monthly_bulletin"] == len(account.months) == account.published["monthly_bulletin"]

    # Figures add up: organs to the whole, claimed to verified, returns of the last month to the campaign.
    for run in StageRun.objects.using("owner"):
        parts = StageCount.objects.using("owner").filter(run=run).values_list("number", flat=True)
        assert sum(parts) == run.denominator == account.denominators[run.stage]
    claimed = set(Dossier.objects.using("owner").values_list("matter", flat=True))
    verified = set(Matter.objects.using("owner").filter(close_basis="verified").values_list("pk", flat=True))
    assert verified < claimed, (
        "whatever is verified was handed in, and not all that was handed in is verified"
    )
    assert account.final["in"] == account.final["resolved"] + account.final["unresolved"]
    last = CampaignReport.objects.using("owner").filter(kind="return", key="2012-10")
    counted = [json.loads(row.figures) for row in last]
    assert all(each["in"] == each["resolved"] + each["unresolved"] for each in counted)
    assert account.steps["return"] and account.lookback["failed"] and account.scope["confirm"]
    assert account.lookback["looked"] == account.lookback["drawn"]


def test_the_same_seed_gives_the_same_figures_and_the_same_bytes(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    runs = []
    with django_db_blocker.unblock():
        for number, seed in enumerate((7, 7)):
            name = f"{worker_database()}_seed{number}"
            with clone(name), pointed_at(name):
                account = run_campaign(
                    plan(matters=24, seed=seed, last=date(2011, 12, 1)), say=lambda words: None
                )
                runs.append((account.digest(), account.months, account.findings))
    assert runs[0] == runs[1]
    assert runs[0][1] and not runs[0][2], "a month is frozen in it, and the ledger holds"


def test_a_former_register_is_taken_over_and_handled(fresh_database: FreshDatabase) -> None:
    file = real("police-complaints-2000-2014.csv.gz")
    account = run_campaign(
        plan(
            matters=24, last=date(2012, 3, 9), register=file, mapping=ROOT / "examples" / "police-complaints.toml",
            organs=ROOT / "examples" / "organs.csv",
        ),
        say=lambda words: None,
    )  # fmt: skip
    assert account.whole, (account.missing, account.findings)
    assert 12 < account.scope["rows made"] <= 24 and account.final["in"] == account.scope["taken"]
    matters = Matter.objects.using("owner")
    assert set(matters.values_list("external_source", flat=True)) == {"police-complaints"}
    assert not matters.filter(received_on__lt=date(2010, 1, 1)).exists()
    assert matters.exclude(reopened=0).exists(), "what that register had closed without an answer is handled"
    assert account.steps["opinion"] and account.steps["hand_in"]
    assert [share.key for share in account.shares] == ["before_sessions"]

"""The wall board: its rows say what the lists say, it reads a few rows, and it shows a post its own part only."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db.models import Q

from dengwen.domains.bulletins.models import BoardRow
from dengwen.domains.bulletins.reads.board import board_of
from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.campaigns.models import StageRun
from dengwen.domains.campaigns.reads.scope_at import stage_part
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.acting import acting, set_post
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from tests.campaigns.many_cases import DAYS, many_cases, unguard_campaigns
from tests.campaigns.office import PACK, Office, open_office
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Walk

TODAY = date(2026, 11, 20)
LATER = DAY + timedelta(days=40)


@pytest.fixture
def office(cast: Cast) -> Office:
    """A campaign with four cases of Lin County in its stage of resolution; one is closed, one waits outside."""
    office = open_office(cast)
    closed = Walk(cast, cast.registered(at=MORNING).pk).until("vouch").case
    other = cast.registered(at=MORNING + timedelta(minutes=5), title="Another matter", place="Hill Road 9").pk
    for case in (closed, other):
        take_into_campaign(
            case=case, campaign=office.campaign, actor=office["campaign_office"], at=office.next()
        )
    office.cases += [closed, other]
    office.begin_resolution()
    office.exclude(office.cases[0])
    close_matter(case=closed, actor=office["reviewer"], at=MORNING + timedelta(days=30))
    return office


def roll(office: Office) -> None:
    office.at = MORNING + timedelta(days=40)
    assert roll_boards(day=LATER, at=office.at) == 6, "the province, its two cities and their three counties"


def test_the_rows_say_what_the_lists_say(office: Office) -> None:
    roll(office)
    campaign = office.seen()
    run = StageRun.objects.get(campaign=campaign, stage="resolution")
    for organ in ("province", "river", "lin"):
        board = board_of(office["campaign_office"], campaign.pk, organ=office.cast.organ(organ))[1]
        assert board is not None
        whole, done, outside = board.me.told["stages"]["resolution"]
        assert (whole, done, outside) == (4, 1, 1)
        assert Matter.objects.filter(stage_part(run, "done") or Q()).count() == done
        assert board.me.counted == 3
        assert board.burn_down("resolution", DAY)[29:31] == [
            (DAY + timedelta(days=29), 4),
            (DAY + timedelta(days=30), 3),
        ]
        assert board.me.late == late_on(LATER) == 2
    moss = board_of(office["campaign_office"], campaign.pk, organ=office.cast.organ("moss"))[1]
    assert moss is not None and moss.me.told["stages"]["resolution"] == [0, 0, 0]


def late_on(day: date) -> int:
    """Count the slow way what is beyond its limit."""
    return Matter.objects.filter(campaigns__counted=True, is_open=True, due__lt=day).count()


def test_what_is_not_due_yet_is_not_late(office: Office) -> None:
    due = Matter.objects.get(pk=office.cases[3]).due
    assert due is not None
    for day, late in ((due, 1), (due + timedelta(days=1), 2)):
        roll_boards(day=day, at=MORNING + timedelta(days=60))
        _, board = board_of(office["campaign_office"], office.seen().pk)
        assert board is not None and board.me.late == late_on(day) == late


def test_a_closing_that_is_reopened_leaves_the_line(office: Office) -> None:
    roll(office)
    reopen_matter(
        case=office.cases[2], reason="The sample found it wrong.", actor=office["reviewer"], at=office.next()
    )
    assert roll_boards(day=LATER, at=office.next()) == 6
    campaign = office.seen()
    _, board = board_of(office["campaign_office"], campaign.pk)
    assert board is not None and {rest for _, rest in board.burn_down("resolution", DAY)} == {4}


def test_what_is_expected_stands_beside_the_target(office: Office) -> None:
    roll(office)
    _, board = board_of(office["campaign_office"], office.seen().pk)
    assert board is not None
    goal = board.me.goal(campaign_pack(PACK).targets[0])
    assert goal.expected is None and goal.done_by == 0, "its day was over when the stage began"
    assert (goal.wanted, goal.missing) == (3, 2)


def test_many_cases_give_a_forecast(kept_cast: Cast) -> None:
    unguard_campaigns()
    campaign = many_cases(kept_cast, today=TODAY, count=120)
    assert roll_boards(day=TODAY, at=datetime.combine(TODAY, time(9), UTC)) == 6
    with acting(kept_cast["campaign_office"].post):
        seen, board = board_of(kept_cast["campaign_office"], campaign)
        assert board is not None
        target = seen.pack.targets[1]
        ahead = (target.by - TODAY).days
        start = TODAY - timedelta(days=ahead)
        assert ahead < DAYS
        for line in board.lines[:2]:
            mine = Matter.objects.filter(organ__in=OrganReach.objects.filter(top=line.id).values("organ"))
            done = mine.exclude(closed_on=None)
            then, since = (
                mine.count() - done.filter(closed_on__lte=start).count(),
                done.filter(closed_on__gt=start),
            )
            rest = mine.filter(closed_on=None).count()
            goal = line.goal(target)
            assert goal.own and goal.days == ahead and since.count() > 0
            assert goal.expected == pytest.approx(done.count() + rest * since.count() / then, abs=0.01)
        most = [line.id for line, _goal in board.short_by(target)]
        assert set(most) == {kept_cast.organ("river"), kept_cast.organ("stone")}


def test_a_post_sees_its_own_part_only(office: Office) -> None:
    roll(office)
    for part, organs in (
        ("moss_registrar", {"moss"}),
        ("reviewer", {"river", "lin", "moss"}),
        ("registrar", {"lin"}),
    ):
        set_post(office[part].post)
        seen = set(BoardRow.objects.values_list("top_id", flat=True))
        assert seen == {office.cast.organ(organ) for organ in organs}

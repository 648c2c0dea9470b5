"""The wall board: its rows say what the lists say, it reads a few rows, and it shows a post its own part only."""

from datetime import timedelta

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
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from tests.campaigns.office import PACK, Office, open_office
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Walk

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
        late = Matter.objects.filter(campaigns__counted=True, is_open=True, due__lt=LATER)
        assert board.me.late == late.count() > 0
    moss = board_of(office["campaign_office"], campaign.pk, organ=office.cast.organ("moss"))[1]
    assert moss is not None and moss.me.told["stages"]["resolution"] == [0, 0, 0]


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

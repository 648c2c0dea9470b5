"""Hearings: notice, chair, the way back, and the limit that stands still."""

from datetime import timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import Hearing, HearingParticipant
from dengwen.domains.handling.rules.hearings import ParticipantDraft
from dengwen.domains.handling.verbs.hold_hearing import announce_hearing, close_hearing, open_hearing
from dengwen.foundation.ledger.models import Entry
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.procedures import PEOPLE, announce, end_hearing, hear, paper, pass_days
from tests.handling.walk import Walk, Words, walk


def hearing_of(way: Walk) -> Hearing:
    way.cast.matter(way.case)
    return Hearing.objects.filter(matter=way.case).order_by("-number")[0]


def put_into(way: Walk, state: State) -> None:
    """Bring the matter into a state of review; the doors there are another noun's."""
    with door("investigate", case=way.case, actor=way.cast["handler"], at=way.at) as passage:
        passage.move_to(state)
        passage.matter.review_organ_id = way.cast.organ("river")


def test_it_leads_back_and_its_time_is_on_record(cast: Cast) -> None:
    way = walk(cast, "step")
    hear(way)
    assert way.matter.state == "hearing"
    opened = way.day
    end_hearing(pass_days(way, 1))
    assert way.matter.state == "investigating"
    found = hearing_of(way)
    assert (found.came_from, found.opened_on, found.closed_on) == ("investigating", opened, way.day)
    facts = [entry.payload for entry in Entry.objects.filter(kind="case", subject=way.case).order_by("seq")]
    assert f'"opened_on":"{opened}"' in facts[-3] and f'"closed_on":"{way.day}"' in facts[-1]


@pytest.mark.parametrize("state", [State.REVIEWING, State.REREVIEWING, State.TERMINATION_REVIEW])
def test_in_a_review_the_organ_above_holds_it_and_it_leads_back_there(cast: Cast, state: State) -> None:
    way = walk(cast, "step")
    put_into(way, state)
    with pytest.raises(Refusal, match=r"place\.not_higher"):
        announce(way, way.day + timedelta(days=9))
    hear(way, "reviewer", "city_leader")
    with pytest.raises(Refusal, match=r"hearing\.other_organ"):
        close_hearing(
            case=way.case, closed_on=way.day, opinion="x", transcript=1, actor=cast["handler"], at=way.at
        )
    end_hearing(way, "reviewer")
    assert way.matter.state == state


def test_in_the_investigation_only_the_holder_holds_it(cast: Cast) -> None:
    way = walk(cast, "step")
    with pytest.raises(Refusal, match=r"place\.not_holder"):
        announce(way, way.day + timedelta(days=9), "reviewer", "city_leader")


def test_five_days_before_and_not_a_day_less(cast: Cast) -> None:
    way = walk(cast, "step")
    pass_days(way, (7 - way.day.weekday()) % 7)  # a Monday
    with pytest.raises(Refusal, match=r"hearing\.too_soon") as refused:
        announce(way, way.day + timedelta(days=4))
    assert refused.value.facts["earliest"] == way.day + timedelta(days=7)
    announce(way, way.day + timedelta(days=7))


def test_it_is_not_opened_before_its_day_nor_without_notice(cast: Cast) -> None:
    way = walk(cast, "step")
    words: Words = {"case": way.case, "actor": cast["handler"]}
    with pytest.raises(Refusal, match=r"hearing\.none_announced"):
        open_hearing(opened_on=way.day, at=way.at, **words)
    announce(way, way.day + timedelta(days=9))
    with pytest.raises(Refusal, match=r"hearing\.before_its_day"):
        open_hearing(opened_on=way.day, at=way.at, **words)


@pytest.mark.parametrize(
    ("chair", "refused"),
    [
        ("handler", "hearing.chair_handled_it"),
        ("leader", "hearing.chair_handled_it"),
        ("registrar", "hearing.chair_handled_it"),
        ("moss_leader", "hearing.chair_not_here"),
        ("reviewer", "hearing.chair_not_here"),
        ("unit_head", ""),
        ("own_reviewer", ""),
    ],
)
def test_nobody_chairs_what_she_handled(cast: Cast, chair: str, refused: str) -> None:
    way = walk(cast, "step")
    if refused:
        with pytest.raises(Refusal, match=refused):
            announce(way, way.day + timedelta(days=9), chair=chair)
    else:
        announce(way, way.day + timedelta(days=9), chair=chair)


def test_whoever_gave_the_notice_may_still_chair(cast: Cast) -> None:
    way = walk(cast, "step")
    hear(way, "own_reviewer", "own_reviewer")
    assert way.matter.state == "hearing"


def test_both_sides_are_asked(cast: Cast) -> None:
    way = walk(cast, "step")
    day = way.day + timedelta(days=9)
    with pytest.raises(Refusal, match=r"hearing\.no_petitioner"):
        announce(way, day, participants=PEOPLE[1:])
    with pytest.raises(Refusal, match=r"hearing\.no_panel"):
        announce(way, day, participants=PEOPLE[:1])
    with pytest.raises(Refusal, match=r"hearing\.no_name"):
        announce(way, day, participants=(*PEOPLE, ParticipantDraft("WITNESS", " ")))


def test_another_day_needs_a_reason_and_its_own_five_days(cast: Cast) -> None:
    way = walk(cast, "step")
    announce(way, way.day + timedelta(days=9))
    with pytest.raises(Refusal, match=r"hearing\.announced_already"):
        announce(way, way.day + timedelta(days=12))
    announce(way, way.day + timedelta(days=12), reason="The panel is ill.")
    way.cast.matter(way.case)
    assert Hearing.objects.get(matter=way.case, number=1).called_off_on == way.day
    pass_days(way, 9)
    with pytest.raises(Refusal, match=r"hearing\.before_its_day"):
        open_hearing(case=way.case, opened_on=way.day, actor=cast["handler"], at=way.at)


def test_without_record_and_opinion_it_does_not_end(cast: Cast) -> None:
    way = walk(cast, "step")
    hear(way)
    words: Words = {"case": way.case, "closed_on": way.day, "actor": cast["handler"], "at": way.at}
    letter = paper(way, "EVIDENCE")
    with pytest.raises(Refusal, match=r"hearing\.no_record"):
        close_hearing(opinion="So it is.", transcript=letter, **words)
    record = paper(way, "HEARING_RECORD")
    with pytest.raises(Refusal, match=r"hearing\.no_opinion"):
        close_hearing(opinion=" ", transcript=record, **words)
    with pytest.raises(Refusal, match=r"hearing\.closed_before"):
        close_hearing(
            opinion="So.", transcript=record, **(words | {"closed_on": way.day - timedelta(days=1)})
        )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_names_nobody_of_the_petitioners_side(cast: Cast, language: str) -> None:
    way = walk(cast, "step")
    announce(way, way.day + timedelta(days=9))
    with at(way.at):
        page = client_of(cast, "leader", language).get(f"/cases/{way.case}/procedures/").content.decode()
    assert "Professor Gu" in page and "Wang Wu" not in page
    assert HearingParticipant.objects.filter(name="Wang Wu").exists(), "masked on the page, not in the record"


def test_the_notice_itself_is_checked(cast: Cast) -> None:
    way = walk(cast, "step")
    words: Words = {
        "case": way.case, "notice_on": way.day, "planned_on": way.day + timedelta(days=9), "participants": PEOPLE,
        "chair": cast["own_reviewer"].post, "actor": cast["handler"], "at": way.at,
    }  # fmt: skip
    with pytest.raises(Refusal, match=r"hearing\.no_place"):
        announce_hearing(place=" ", subject="x", **words)
    with pytest.raises(Refusal, match=r"hearing\.no_subject"):
        announce_hearing(place="Room 3", subject=" ", **words)

"""Diversion is open until the other organ has it; relief hangs on need and on nothing else."""

from datetime import timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.queues import queue_counts, queues_of
from dengwen.domains.cases.states import State
from dengwen.domains.cases.transitions import find
from dengwen.domains.cases.verbs.divert_matter import divert_matter
from dengwen.domains.cases.verbs.reopen_matter import screen_again
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.handling.models import DiversionAnswer, Relief
from dengwen.domains.handling.verbs.confirm_diversion import confirm_diversion, take_back_diversion
from dengwen.domains.handling.verbs.offer_relief import decide_relief, give_relief, offer_relief
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.procedures import paper
from tests.handling.walk import Walk, Words, walk


def diverted(cast: Cast) -> Walk:
    way = Walk(cast, cast.registered().pk)
    words: Words = {"route": "COURT", "reason": "A court decides."}
    divert_matter(case=way.case, actor=cast["registrar"], at=MORNING, **words)
    return way


def waiting(cast: Cast, part: str, code: str) -> int:
    set_post(cast[part].post)
    queues = [queue for queue in queues_of(cast[part]) if queue.code == code]
    return queue_counts(cast[part], queues, DAY)[0]


def test_what_nobody_confirmed_stays_open_with_a_day_and_in_a_queue(cast: Cast) -> None:
    way = diverted(cast)
    matter = way.matter
    assert matter.is_open and matter.due == DAY + timedelta(days=28)
    assert waiting(cast, "registrar", "to_confirm") == 1
    words: Words = {"organ_name": "District Court", "their_number": "2026-12", "registered_on": DAY}
    file = paper(way, "CHANNEL_REPLY", "registrar")
    confirm_diversion(case=way.case, paper=file, actor=cast["registrar"], at=MORNING, **words)
    matter = way.matter
    assert (matter.state, matter.is_open, matter.due, matter.ended_on) == ("diverted_done", False, None, DAY)
    assert waiting(cast, "registrar", "to_confirm") == 0
    assert not Clock.objects.filter(matter=matter, met_on=None, stopped=False).exists()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"organ_name": " "}, "diversion.no_organ"),
        ({"their_number": " "}, "diversion.no_number"),
        ({"registered_on": DAY + timedelta(days=1)}, "day.future"),
        ({"paper": 999_999}, "file.not_here"),
    ],
)
def test_a_confirmation_can_be_shown(cast: Cast, changes: Words, refused: str) -> None:
    way = diverted(cast)
    words: Words = {"organ_name": "Court", "their_number": "12", "registered_on": DAY,
                    "paper": paper(way, "CHANNEL_REPLY", "registrar")}  # fmt: skip
    with pytest.raises(Refusal, match=refused):
        confirm_diversion(case=way.case, actor=cast["registrar"], at=MORNING, **(words | changes))


def test_what_the_other_organ_refuses_is_screened_anew(cast: Cast) -> None:
    way = diverted(cast)
    words: Words = {
        "organ_name": "District Court",
        "refused_on": DAY,
        "actor": cast["registrar"],
        "at": MORNING,
    }
    with pytest.raises(Refusal, match=r"diversion\.no_reason"):
        take_back_diversion(case=way.case, reason=" ", **words)
    take_back_diversion(case=way.case, reason="Not a matter for a court.", **words)
    matter = way.matter
    assert (matter.state, matter.is_open) == ("screening", True)
    assert matter.due == DAY + timedelta(days=15)
    assert not DiversionAnswer.objects.get(matter=matter).registered


def test_even_a_confirmed_diversion_can_be_screened_again(cast: Cast) -> None:
    way = diverted(cast)
    words: Words = {"organ_name": "Court", "their_number": "12", "registered_on": DAY}
    file = paper(way, "CHANNEL_REPLY", "registrar")
    confirm_diversion(case=way.case, paper=file, actor=cast["registrar"], at=MORNING, **words)
    screen_again(case=way.case, reason="The court sent it back.", actor=cast["leader"], at=MORNING)
    assert way.matter.state == "screening"


def apply(way: Walk, part: str = "registrar") -> int:
    words: Words = {"kind": "MONEY", "need": "She is ill.", "applied_on": way.day}
    offer_relief(case=way.case, actor=way.cast[part], at=way.at, **words)
    way.cast.matter(way.case)
    return Relief.objects.filter(matter=way.case).order_by("-number")[0].pk


@pytest.mark.parametrize("state", [state for state in State if state is not State.MERGED])
def test_no_state_bars_relief(state: State) -> None:
    """Neither withdrawal nor closing nor termination: nothing that the petitioner does with the matter counts."""
    assert all(find(verb, state) for verb in ("offer_relief", "decide_relief", "give_relief"))


def test_relief_is_asked_for_decided_and_given(cast: Cast) -> None:
    way = walk(cast, "vouch")
    relief = apply(way)
    words: Words = {"decision": "GRANTED", "amount": "2000 yuan", "reasons": "She cannot pay the hospital."}
    decide_relief(case=way.case, relief=relief, actor=cast["leader"], at=way.at, **words)
    state = way.matter.state
    give_relief(
        case=way.case, relief=relief, given_on=way.day, proof=paper(way, "PAYMENT_PROOF"), actor=cast["handler"],
        at=way.at,
    )  # fmt: skip
    row = Relief.objects.get(pk=relief)
    assert (row.decision, row.given_on, way.matter.state) == ("GRANTED", way.day, state)


def test_each_step_of_relief_has_its_conditions_and_none_is_about_the_petition(cast: Cast) -> None:
    way = walk(cast, "accept")
    relief = apply(way, "leader")
    words: Words = {"case": way.case, "relief": relief, "at": way.at}
    with pytest.raises(Refusal, match=r"relief\.decided_by_author"):
        decide_relief(decision="REFUSED", reasons="No.", actor=cast["leader"], **words)
    other = apply(way)
    words["relief"] = other
    for changes, refused in (({"reasons": " "}, "relief.no_reasons"), ({"amount": " "}, "relief.no_amount"),
                             ({"decision": "LATER"}, "relief.decision_unknown")):  # fmt: skip
        said: Words = {"decision": "GRANTED", "amount": "2000", "reasons": "Ill."} | changes
        with pytest.raises(Refusal, match=refused):
            decide_relief(actor=cast["leader"], **said, **words)
    with pytest.raises(Refusal, match=r"relief\.not_granted"):
        give_relief(given_on=way.day, proof=1, actor=cast["handler"], **words)
    decide_relief(
        decision="REFUSED", reasons="The county pays already; ask there.", actor=cast["leader"], **words
    )
    with pytest.raises(Refusal, match=r"relief\.decided_already"):
        decide_relief(decision="GRANTED", amount="1", reasons="x", actor=cast["leader"], **words)
    with pytest.raises(Refusal, match=r"relief\.not_granted"):
        give_relief(given_on=way.day, proof=1, actor=cast["handler"], **words)

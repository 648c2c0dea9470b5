"""The rules of appeals as readable tables: who reviews whom, and what is the same again."""

import csv

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.rules.ending import followed_up, is_terminated
from dengwen.domains.appeals.rules.review_chain import Above, choose_organ, review_organs, terminating_organ
from dengwen.domains.appeals.rules.verdicts import Effect, effect_of, whole
from dengwen.domains.cases.states import CloseBasis
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer
from dengwen.domains.handling.rules.same_again import Barred, check_not_the_same
from dengwen.foundation.rulebook.loading import all_packs, code_list
from tests.database import ROOT

LEVELS = ("station", "county", "city", "province", "ministry")
with (ROOT / "tests/tables/review_chains.csv").open(newline="", encoding="utf-8") as _file:
    CHAINS = list(csv.DictReader(_file))


def reviewed_by(level: str, above: list[str]) -> list[str]:
    places = [Above(LEVELS.index(one), one) for one in above]
    return [LEVELS[organ] for organ in review_organs(level=level, kind="police", above=places)]


@pytest.mark.parametrize("line", CHAINS, ids=lambda line: str(line["what"]))
def test_who_reviews_whom(line: dict[str, str]) -> None:
    above = line["above"].split()
    first = reviewed_by(line["decided_by"], above)
    assert first == line["reviewed_by"].split()
    then = reviewed_by(first[0], above[above.index(first[0]) + 1 :]) if first else []
    assert then == line["then_by"].split()
    places = [Above(LEVELS.index(one), one) for one in above]
    ending = terminating_organ(level=line["decided_by"], kind="police", above=places)
    assert ([] if ending is None else [LEVELS[ending]]) == line["terminated_by"].split()


def test_an_organ_is_chosen_only_where_the_law_leaves_a_choice() -> None:
    assert choose_organ([4], None) == choose_organ([4], 4) == choose_organ([4, 5], 4) == 4
    for allowed, wanted, code in (([], None, "no_organ_above"), ([4, 5], None, "organ_to_choose"),
                                  ([4], 5, "organ_not_allowed")):  # fmt: skip
        with pytest.raises(Refusal, match=rf"review\.{code}"):
            choose_organ(allowed, wanted)


OLD = Barred(
    1, "EXPLAINED", "The book of 20 February has no entry.", "No duty was broken, since nothing came in."
)


@pytest.mark.parametrize(
    ("position", "result", "facts", "reasons", "refused"),
    [
        (1, "EXPLAINED", OLD.facts_found, OLD.reasons, True),
        (1, "EXPLAINED", OLD.facts_found.upper(), f"{OLD.reasons} !", True),
        (1, "EXPLAINED", OLD.facts_found.replace("has", "shows"), OLD.reasons, True),
        (1, "EXPLAINED", "A witness saw the page being torn out on 21 February.", OLD.reasons, False),
        (1, "EXPLAINED", OLD.facts_found, "The officer was off duty; the law binds the station all the same.", False),
        (1, "PARTLY", OLD.facts_found, OLD.reasons, False),
        (2, "EXPLAINED", OLD.facts_found, OLD.reasons, False),
    ],
)  # fmt: skip
def test_the_same_again(position: int, result: str, facts: str, reasons: str, *, refused: bool) -> None:
    claim = ClaimAnswer(position, "Claim", result, facts, "So it is.", "L22", reasons)
    if not refused:
        check_not_the_same([claim], [OLD])
        return
    with pytest.raises(Refusal, match=r"opinion\.same_again"):
        check_not_the_same([claim], [OLD])


def test_one_claim_to_be_handled_anew_sends_the_matter_back() -> None:
    assert whole([Effect.STANDS, Effect.CHANGED, Effect.ANEW]) is Effect.ANEW
    assert whole([Effect.CHANGED, Effect.STANDS]) is Effect.CHANGED
    assert whole([]) is Effect.STANDS


def test_every_outcome_of_every_country_has_an_effect() -> None:
    for law in all_packs():
        outcomes = code_list("review_outcomes", law.family)
        for one in law.outcomes:
            effect = Effect(outcomes.entry(one.code).extras["effect"])
            assert (effect is Effect.STANDS) == (not one.grounds)
    assert effect_of("REVOKED") is Effect.ANEW


@pytest.mark.parametrize(
    ("events", "basis"),
    [
        ("accept_dossier", CloseBasis.VERIFIED),
        ("finalise follow_up_final", CloseBasis.ENDED),
        ("finalise propose_termination terminate follow_up_final", CloseBasis.ENDED),
        ("confirm_withdrawal follow_up_final", CloseBasis.WITHDRAWN),
        ("finalise follow_up_final close reopened accept_dossier", CloseBasis.VERIFIED),
        ("accept_dossier close reopened", CloseBasis.NONE),
        ("finalise", CloseBasis.NONE),
        ("finalise follow_up_final close ask_reexamination revoke_termination", CloseBasis.NONE),
    ],
)
def test_on_what_a_closing_rests(events: str, basis: CloseBasis) -> None:
    assert followed_up(events.split()) is basis


def test_a_termination_is_in_force_until_it_is_undone() -> None:
    assert is_terminated(["finalise", "terminate", "follow_up_final", "close"])
    assert not is_terminated(["finalise", "terminate", "reopened"])
    assert not is_terminated(["finalise", "propose_termination", "refuse_termination"])

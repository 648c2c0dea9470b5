"""Causes of failure on cases, what many of them mean, and suggestions for improvement with answer and follow-up."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.supervision.models import CaseCause, Suggestion
from dengwen.domains.supervision.reads.practice import (
    clusters,
    suggestions_in,
    suggestions_to_answer,
    suggestions_to_follow,
)
from dengwen.domains.supervision.reads.verify_supervision import verify_supervision
from dengwen.domains.supervision.rules.practice import check_causes, check_reply, check_suggestion, cluster
from dengwen.domains.supervision.verbs.record_causes import record_causes
from dengwen.domains.supervision.verbs.suggest_improvement import (
    answer_suggestion,
    follow_up_suggestion,
    make_suggestion,
)
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Words
from tests.independence.people import refused

LATER, WEEK = MORNING + timedelta(days=1), timedelta(days=7)
ON = DAY + timedelta(days=1)
TABLE = Path(__file__).parents[1] / "tables" / "cause_clusters.csv"
SAID: Words = {
    "cause": "NO_REPLY",
    "grounds": "Five of ten.",
    "words": "Answer within the limit.",
    "due": DAY + WEEK,
}


@pytest.mark.parametrize(
    "line", list(csv.DictReader(TABLE.read_text("utf-8").splitlines())), ids=lambda line: str(line["case"])
)
def test_when_causes_are_more_than_chance(line: dict[str, str]) -> None:
    numbers = {name: int(line[name]) for name in ("count", "of", "others", "of_others")}
    assert cluster(**numbers) == line["says"]


def test_what_must_be_said() -> None:
    suggestion: Words = SAID | {"today": DAY}
    reply: Words = {"state": "open", "answer": "partly", "reasons": "No staff.", "measures": "A list."}
    check_suggestion(**suggestion)
    check_reply(**reply)
    check_reply(**reply | {"answer": "accepted", "reasons": ""})
    check_reply(**reply | {"answer": "rejected", "measures": ""})
    check_causes(causes=["LATE"], words="Page 3.")
    wrong: list[tuple[object, Words, str]] = [
        (check_suggestion, suggestion | {"cause": "QUARRELSOME"}, "cause.unknown"),
        (check_suggestion, suggestion | {"grounds": ""}, "suggestion.no_grounds"),
        (check_suggestion, suggestion | {"words": " "}, "suggestion.no_words"),
        (check_suggestion, suggestion | {"due": DAY}, "suggestion.due_past"),
        (check_reply, reply | {"state": "answered"}, "suggestion.answered"),
        (check_reply, reply | {"answer": "perhaps"}, "suggestion.answer_unknown"),
        (check_reply, reply | {"reasons": ""}, "suggestion.no_reasons"),
        (check_reply, reply | {"measures": ""}, "suggestion.no_measures"),
        (check_causes, {"causes": [], "words": "x"}, "cause.none"),
        (check_causes, {"causes": ["LATE", "CROWD"], "words": "x"}, "cause.unknown"),
        (check_causes, {"causes": ["LATE"], "words": " "}, "cause.no_words"),
    ]  # fmt: skip
    for check, words, code in wrong:
        assert callable(check)
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            check(**words)


def test_causes_are_about_practice_and_never_about_a_person() -> None:
    """facts.md part 7: no code on how somebody petitions, where or how often."""
    assert {each.code for each in code_list("root_causes").entries} == {
        "LATE", "NO_REPLY", "NO_REASONS", "PROCEDURE", "UNLAWFUL_ACT", "RULE_UNCLEAR", "RESOURCES",
    }  # fmt: skip


def test_a_reviewer_records_causes_and_puts_them_right(cast: Cast) -> None:
    """Plan S8a: rows of the case with its entry; clusters count cases by organ and unit, within reach alone."""
    reviewer = cast["reviewer"]
    cases = [cast.registered(at=MORNING + timedelta(minutes=n)).pk for n in range(5)]
    with refused("right.missing"):
        record_causes(case=cases[0], causes=["LATE"], words="x", actor=cast["leader"], at=LATER)
    record_causes(case=cases[0], causes=["LATE", "NO_REPLY"], words="Page 3.", actor=reviewer, at=LATER)
    record_causes(case=cases[0], causes=["NO_REPLY"], words="Page 4: in time.", actor=reviewer, at=LATER)
    for case in cases[1:]:
        record_causes(case=case, causes=["NO_REPLY"], words="Nothing was sent.", actor=reviewer, at=LATER)
    set_post(reviewer.post)
    assert set(CaseCause.objects.filter(matter=cases[0]).values_list("cause", "ended_on")) == {
        ("LATE", ON), ("NO_REPLY", None),
    }  # fmt: skip
    (found,) = clusters(cast["inspector"], since=ON, until=ON)
    assert (found.organ.pk, found.unit, found.cause, found.count, found.of, found.says) == (
        cast.organ("lin"), None, "NO_REPLY", 5, 5, "seen",
    )  # fmt: skip
    assert clusters(cast["inspector"], since=DAY - WEEK, until=DAY) == []
    set_post(cast["moss_leader"].post)
    assert not CaseCause.objects.exists() and clusters(cast["moss_leader"], since=ON, until=ON) == []


def test_a_suggestion_is_answered_and_followed_up(cast: Cast) -> None:
    city, county = cast["city_leader"], cast["leader"]
    with refused("supervision.not_above"):
        make_suggestion(organ=cast.organ("lin"), actor=cast["moss_leader"], at=LATER, **SAID)
    made = make_suggestion(organ=cast.organ("lin"), actor=city, at=LATER, **SAID)
    set_post(county.post)
    assert [row.pk for row in suggestions_to_answer(county)] == [made]
    reply: Words = {"answer": "partly", "reasons": "Two people.", "measures": "A list each Monday."}
    with refused("suggestion.other_organ"):
        answer_suggestion(suggestion=made, actor=city, at=LATER, **reply)
    with refused("suggestion.not_answered"):
        follow_up_suggestion(suggestion=made, words="Seen.", actor=city, at=LATER)
    answer_suggestion(suggestion=made, actor=county, at=LATER, **reply)
    with refused("suggestion.not_maker"):
        follow_up_suggestion(suggestion=made, words="Seen.", actor=county, at=LATER)
    set_post(city.post)
    assert [row.pk for row in suggestions_to_follow(city)] == [made]
    follow_up_suggestion(suggestion=made, words="The list is kept.", actor=city, at=LATER)
    row = suggestions_in(city).get()
    assert (row.state, row.answer, row.follow_up) == ("followed", "partly", "The list is kept.")
    set_post(cast["moss_leader"].post)
    assert not Suggestion.objects.exists()
    with refused("suggestion.not_found"):
        answer_suggestion(suggestion=made, actor=cast["moss_leader"], at=LATER, **reply)


def test_causes_and_suggestions_stand_in_the_ledger(kept_cast: Cast) -> None:
    with transaction.atomic():
        case = kept_cast.registered().pk
        record_causes(case=case, causes=["LATE"], words="Page 3.", actor=kept_cast["reviewer"], at=LATER)
        make_suggestion(organ=kept_cast.organ("lin"), actor=kept_cast["city_leader"], at=LATER, **SAID)
    assert [*verify_everything(), *verify_supervision()] == []
    for model in (CaseCause, Suggestion):
        with pytest.raises(DatabaseError, match="without its ledger entry"), transaction.atomic():
            _change(kept_cast, model)


def _change(cast: Cast, model: type[CaseCause] | type[Suggestion]) -> None:
    set_post(cast["reviewer"].post)
    assert model._default_manager.update(cause="RESOURCES") == 1


def test_the_page_of_practice_and_the_form_on_the_case(cast: Cast) -> None:
    case = cast.registered().pk
    page = "/supervision/practice/"
    with at(LATER):
        reviewer = client_of(cast, "reviewer")
        assert 'href="/cases/' in reviewer.get(f"/cases/{case}/hard/").content.decode()
        sent = {"causes": ["NO_REASONS"], "words": "Page 9.", "version": cast.matter(case).version}
        assert reviewer.post(f"/cases/{case}/do/record_causes/", sent).status_code in (302, 303)
        typed = {"deed": "suggest", "suggest-organ": "Lin County", "suggest-cause": "NO_REASONS",
                 "suggest-grounds": "One case.", "suggest-words": "Give reasons.",
                 "suggest-due": (DAY + WEEK).isoformat()}  # fmt: skip
        assert client_of(cast, "inspector").post(page, typed).status_code == 303
        assert reviewer.post(page, typed).status_code == 404
        seen = client_of(cast, "registrar").get(page).content.decode()
        chinese = client_of(cast, "registrar", "zh-hans").get(page).content.decode()
        told = client_of(cast, "registrar").get(f"/cases/{case}/").content.decode()
    assert "too few to say anything" in seen and "Give reasons." in seen and 'value="answer"' in seen
    assert "处理意见未说明理由" in chinese and "Practice" not in chinese
    assert "recorded why the handling failed: A decision without reasons" in told

"""What items, findings and notes must say: rules without a database, and the lists they stand on."""

from datetime import date, timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.rules.anonymity import Known, gives_away
from dengwen.domains.supervision.rules.inspections import (
    REGIONAL_THEMES,
    check_acceptance,
    check_end,
    check_plan,
    draw_cases,
    write_cases,
)
from dengwen.domains.supervision.rules.items import check_item, check_judgement, goes_up, next_told
from dengwen.domains.supervision.rules.sweep_rules import REST, limits_of, sweep_rules
from dengwen.domains.supervision.states import FindingState, ItemState
from dengwen.foundation.rulebook.loading import code_list, packs

TODAY = date(2026, 3, 20)
DUE = TODAY + timedelta(days=10)


def test_an_item_is_about_an_organ_s_handling() -> None:
    """Plan S8c: six causes, each an organ's; nothing speaks of a petitioner, of visits or of places."""
    causes = code_list("supervision_causes")
    assert [entry.code for entry in causes.entries] == [
        "OVERDUE", "NO_FEEDBACK", "WRONG_PROCEDURE", "SHIRKING", "NOT_EXECUTING", "FRAUD",
    ]  # fmt: skip
    for entry in causes.entries:
        assert "Art." in entry.extras["article"]
        assert not any(
            word in entry.en.lower() for word in ("petitioner", "visit", "beijing", "group", "person")
        )


@pytest.mark.parametrize(("changes", "code"), [
    ({"cause": "VISITS"}, "supervision.cause_unknown"),
    ({"grounds": "  "}, "supervision.no_grounds"),
    ({"demand": ""}, "supervision.no_demand"),
    ({"due": TODAY}, "supervision.due_past"),
])  # fmt: skip
def test_what_an_item_must_say(changes: dict[str, object], code: str) -> None:
    words = {
        "cause": "SHIRKING",
        "grounds": "Sent on twice.",
        "demand": "Decide.",
        "due": DUE,
        "today": TODAY,
    }
    check_item(**words)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=code):
        check_item(**(words | changes))  # type: ignore[arg-type]


def test_a_return_says_why_and_until_when() -> None:
    def judge(**changes: object) -> None:
        words = {
            "state": ItemState.ANSWERED,
            "settle": False,
            "remarks": "No proof.",
            "due": DUE,
            "today": TODAY,
        }
        check_judgement(**(words | changes))  # type: ignore[arg-type]

    judge()
    judge(settle=True, remarks="", due=None)
    for changes, code in (({"remarks": ""}, "no_remarks"), ({"due": None}, "no_due"), ({"due": TODAY}, "due_past"),
                          ({"state": ItemState.OPEN, "settle": True}, "not_answered")):  # fmt: skip
        with pytest.raises(Refusal, match=f"supervision.{code}"):
            judge(**changes)


def test_silence_goes_up_one_step_a_week() -> None:
    due = TODAY
    steps = [(day, told) for told in (0, 1, 2) for day in range(20)
             if goes_up(state=ItemState.OPEN, due=due, told=told, today=due + timedelta(days=day))]  # fmt: skip
    assert min(day for day, told in steps if told == 0) == 1
    assert min(day for day, told in steps if told == 1) == 8
    assert min(day for day, told in steps if told == 2) == 15
    assert not goes_up(state=ItemState.ANSWERED, due=due, told=0, today=due + timedelta(days=99))
    city, province, ministry, beyond = 1, 2, 3, 4
    above = [city, province, ministry, beyond]
    told: list[int] = []
    while (organ := next_told(above=above, raised_by=province, told=told)) is not None:
        told.append(organ)
    assert told == [city, province, ministry], "up to the one above who raised it, and no further"


def test_the_rules_are_data_that_say_what_they_rest_on() -> None:
    """Every duty of a handling organ is spoken of by one rule alone, and each rule has words in both languages."""
    rules = sweep_rules()
    assert sum(REST in rule.limits for rule in rules) == 1
    by_limit = [limit for rule in rules for limit in limits_of(rule, frozenset({"objection"}))]
    assert len(by_limit) == len(set(by_limit)) > 0
    keys = {limit.key for law in packs() for limit in law.limits}
    for rule in rules:
        entry = code_list("supervision_rules").entry(rule.key)
        assert rule.cause in code_list("supervision_causes")
        assert entry.extras["status"] in ("source", "design") and entry.extras["article"]
        assert entry.extras["demand_en"] and entry.extras["demand_zh"] and rule.answer_days > 0
        assert {limit for limit in rule.limits if limit != REST} <= keys
        assert bool(rule.limits) != bool(rule.returned)
        assert rule.latest_end(TODAY) == TODAY - timedelta(days=rule.after_days + 1)


def test_a_regional_visit_looks_at_access_and_protection() -> None:
    """Plan S63: the fourth item is petitioners' access and protection, and it cannot be left out."""
    words = {"title": "Spring", "kind": "regional", "since": TODAY, "until": DUE, "size": 0, "organs": {7}}
    check_plan(themes=REGIONAL_THEMES, **words)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=r"inspection\.theme_missing"):
        check_plan(themes=REGIONAL_THEMES[:3], **words)  # type: ignore[arg-type]
    assert "ACCESS" in REGIONAL_THEMES
    spoken = [entry.en.lower() for entry in code_list("inspection_themes").entries]
    assert not any(
        word in each for each in spoken for word in ("key person", "stability", "control", "visit")
    )


def test_the_sample_can_be_drawn_again() -> None:
    listing = write_cases(range(1, 101))
    drawn = draw_cases(seed=b"a" * 32, listing=listing, size=10)
    assert drawn == draw_cases(seed=b"a" * 32, listing=write_cases(reversed(range(1, 101))), size=10)
    assert len(set(drawn)) == 10 and drawn != draw_cases(seed=b"b" * 32, listing=listing, size=10)
    assert drawn == [63, 19, 38, 2, 20, 91, 50, 60, 82, 25], "the draw of a recorded seed never changes"


def test_another_person_accepts() -> None:
    words = {"state": FindingState.CORRECTED, "accept": True, "remarks": "", "involved": {1, 2}}
    check_acceptance(person=3, **words)  # type: ignore[arg-type]
    for person in (1, 2):
        with pytest.raises(Refusal, match=r"inspection\.same_person"):
            check_acceptance(person=person, **words)  # type: ignore[arg-type]
    for unvisited, findings, code in (((5,), 0, "not_visited"), ((), 1, "findings_open")):
        with pytest.raises(Refusal, match=code):
            check_end(unvisited=unvisited, open_findings=findings)


WANG = Known(
    names=("Wang Wu",), numbers=("199 0000-1234", "11010519491231002X"), addresses=("3 Willow Lane",)
)
ZHANG = Known(names=("张小三",), cases=("LX 2026-000017",))


@pytest.mark.parametrize(("text", "found"), [
    ("The station hands out receipts at once.", []),
    ("Wang Wu got her receipt.", ["name"]),
    ("It was wu, WANG who asked.", ["name"]),
    ("Ｗａｎｇ　Ｗｕ asked.", ["name"]),
    ("Wangwuhan is a town.", []),
    ("She was called on 19900001234.", ["number"]),
    ("She was called on 199-0000 1234.", ["number"]),
    ("She was called on +8613912345678.", ["number"]),
    ("Her paper is 110105 19491231 002x.", ["number"]),
    ("A paper 11010519800101123X of somebody else.", ["number"]),
    ("She lives at 3, Willow-Lane.", ["address"]),
    ("Write to a.b@example.org.", ["address"]),
    ("张小三已领取回执。", ["name"]),
    ("张 小 三已领取。", ["name"]),
    ("张三丰不在其中。", []),
    ("See case lx2026000017.", ["case"]),
    ("In 2026, 12 cases were closed within 15 days.", []),
])  # fmt: skip
def test_what_gives_somebody_away(text: str, found: list[str]) -> None:
    """Plan S38: names, telephones, documents, addresses and the number of the case; however they are written."""
    assert gives_away(["", text], [WANG, ZHANG]) == found

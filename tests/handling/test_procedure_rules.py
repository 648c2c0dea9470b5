"""The rules of the procedures, row by row of tests/tables, and the days that stand in data."""

from datetime import date, timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.evidence import EvidenceDraft, check_evidence
from dengwen.domains.handling.rules.mediations import check_mediable
from dengwen.domains.handling.rules.meetings import MeetingDraft, check_meeting, check_three_meetings
from dengwen.domains.handling.rules.procedure_days import HEARING_NOTICE, VIEW_COMMENT, days_from
from dengwen.domains.handling.rules.views import check_heard
from dengwen.domains.handling.rules.ways_of_service import check_way
from dengwen.foundation.rulebook.loading import code_list
from tests.handling.test_rules import rows

TODAY = date(2026, 3, 2)


def told(check: object, *args: object, **words: object) -> str:
    """Return the code of the refusal, or nothing."""
    assert callable(check)
    try:
        check(*args, **words)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("row", rows("meetings.csv"), ids=lambda row: row["note"])
def test_meeting(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["met_on"])
    draft = MeetingDraft(row["kind"], row["outcome"], day, row["notes"], row["how_offered"])
    known = row["known"] == "yes"
    found = told(check_meeting, draft, received_on=date(2026, 2, 20), known_petitioner=known, today=TODAY)
    assert found == row["refused"]


def test_each_missing_meeting_is_named() -> None:
    check_three_meetings(["FILE", "PETITIONER", "OFFICER", "FILE"])
    with pytest.raises(Refusal) as refused:
        check_three_meetings(["FILE", "FILE"])
    assert refused.value.facts == {"meetings": ["PETITIONER", "OFFICER"]}


@pytest.mark.parametrize("row", rows("evidence.csv"), ids=lambda row: row["note"])
def test_evidence(row: dict[str, str]) -> None:
    preserve = date.fromisoformat(row["preserve_by"]) if row["preserve_by"] else None
    words = (row["kind"], row["description"], row["origin"], row["held_by"])
    draft = EvidenceDraft(*words, date.fromisoformat(row["obtained_on"]), preserve, row["has_file"] == "yes")
    assert told(check_evidence, draft, today=TODAY) == row["refused"]


@pytest.mark.parametrize("category", ["03.01", "03.02", "03.03", "09.02", "10.02"])
def test_ill_treatment_death_and_corruption_are_never_mediated(category: str) -> None:
    assert told(check_mediable, ["05.03", category], nothing_barred=True) == "mediation.barred"


def test_what_no_category_says_is_confirmed() -> None:
    assert told(check_mediable, ["05.03"], nothing_barred=False) == "mediation.not_confirmed"
    assert told(check_mediable, ["05.03", "10.01"], nothing_barred=True) == ""


def test_a_hearing_is_announced_five_working_days_before() -> None:
    """LFY Art.51 and 88 by analogy: Monday's notice allows the Monday after; a holiday moves it."""
    assert days_from(HEARING_NOTICE, TODAY, law="cn-2022").for_petitioner == date(2026, 3, 9)
    before_holidays = days_from(HEARING_NOTICE, date(2025, 9, 29), law="cn-2022")
    assert before_holidays.for_petitioner > date(2025, 9, 29) + timedelta(days=10)
    assert "LFY" in before_holidays.article and before_holidays.status == "design"


def test_the_days_for_comments_never_end_on_a_rest_day() -> None:
    """It is the petitioner's period: the later day counts (facts 1.2)."""
    assert days_from(VIEW_COMMENT, date(2026, 3, 4), law="cn-2022").for_petitioner == date(2026, 3, 16)
    assert days_from(VIEW_COMMENT, date(2026, 3, 3), law="cn-2022").for_petitioner == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("comment_by", "answered", "today", "refused"),
    [
        (None, [], TODAY, ""),
        (TODAY, [], TODAY, "view.still_open"),
        (TODAY - timedelta(days=1), [], TODAY, ""),
        (TODAY - timedelta(days=1), [True, False], TODAY, "view.comment_unanswered"),
        (TODAY - timedelta(days=1), [True, True], TODAY, ""),
    ],
)
def test_everybody_is_heard(comment_by: date | None, answered: list[bool], today: date, refused: str) -> None:
    assert told(check_heard, comment_by=comment_by, answered=answered, today=today) == refused


@pytest.mark.parametrize(
    ("method", "through", "tried", "known", "refused"),
    [
        ("POST", None, False, True, ""),
        ("ENTRUSTED", None, False, True, "service.no_organ"),
        ("ENTRUSTED", 7, False, True, ""),
        ("POST", 7, False, True, "service.organ_not_asked"),
        ("PUBLIC_NOTICE", None, False, True, "service.not_tried"),
        ("PUBLIC_NOTICE", None, True, True, ""),
        ("PUBLIC_NOTICE", None, False, False, ""),
    ],
)
def test_ways_of_service(method: str, through: int | None, tried: bool, known: bool, refused: str) -> None:
    assert told(check_way, method=method, through=through, tried=tried, known_petitioner=known) == refused


def test_no_list_of_the_procedures_holds_anything_about_a_persons_place_or_a_promise_to_stop() -> None:
    """Facts part 7: the lists are closed; whoever adds such a thing fails here first."""
    kinds = {entry.code for entry in code_list("cooperation_kinds").entries}
    assert kinds == {"EVIDENCE", "SERVICE", "AID", "KNOWN_CASE"}
    forbidden = ("locat", "whereabout", "track", "persua", "escort", "stop petition", "pledge", "稳控", "劝返", "行踪",
                 "息访", "罢访", "接回")  # fmt: skip
    for name in ("cooperation_kinds", "relief_kinds", "relief_decisions", "meeting_outcomes", "file_kinds", "sides",
                 "service_failures", "hearing_roles"):  # fmt: skip
        for entry in code_list(name).entries:
            assert not any(word in f"{entry.en} {entry.zh}".lower() for word in forbidden), (name, entry.code)

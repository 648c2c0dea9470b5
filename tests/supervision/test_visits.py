"""The log of visits that higher organs pay to organs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.models import InspectionVisit
from dengwen.domains.supervision.reads.visits import visits_of
from dengwen.domains.supervision.rules.inspections import REGIONAL_THEMES, check_plan, check_visit
from dengwen.domains.supervision.verbs.judge_finding import correct_finding, judge_finding, record_finding
from dengwen.domains.supervision.verbs.plan_inspection import (
    draw_inspection,
    look_at_case,
    plan_inspection,
    record_visit,
)
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Words
from tests.independence.people import add_actor

LATER = MORNING + timedelta(days=1)
DUE = DAY + timedelta(days=10)


def regional_visit(cast: Cast) -> tuple[int, int]:
    """Plan a regional visit of River City, visit Lin County, read a file, find something; return plan and finding."""
    inspector = cast["inspector"]
    case = cast.registered().pk
    organs = {cast.organ("lin"), cast.organ("stone")}
    plan: Words = {"title": "Before the sessions", "kind": "regional", "since": DAY, "until": DAY,
                   "themes": set(REGIONAL_THEMES), "size": 5, "organs": organs}  # fmt: skip
    made = plan_inspection(actor=inspector, at=LATER, **plan)
    draw_inspection(inspection=made, actor=inspector, at=LATER)
    look_at_case(inspection=made, case=case, remark="", actor=inspector, at=LATER)
    seen = {"ACCESS": "The hall is open on Mondays.", "ADVICE": "Open it on Saturdays too."}
    record_visit(inspection=made, organ=cast.organ("lin"), on=DAY, seen=seen, actor=inspector, at=LATER)
    found: Words = {"code": "LATE", "words": "Late.", "due": DUE, "organ": cast.organ("lin")}
    return made, record_finding(inspection=made, actor=inspector, at=LATER, **found)


def test_the_log_says_who_went_what_was_advised_and_what_is_to_be_put_right(cast: Cast) -> None:
    _, finding = regional_visit(cast)
    (visit,) = visits_of(cast["inspector"])
    assert (visit.first.organ_id, visit.first.on, visit.read) == (cast.organ("lin"), DAY, 1)
    assert [row.words for row in visit.advice] == ["Open it on Saturdays too."]
    assert [row.theme for row in visit.looked_at] == ["ACCESS"]
    assert (visit.open_findings, visit.next_due) == (1, DUE)
    words: Words = {"words": "Answered.", "evidence": "Letter 3."}
    correct_finding(finding=finding, actor=cast["registrar"], at=LATER, **words)
    second = add_actor(cast, "second_inspector", "province", "inspector")
    judge_finding(finding=finding, accept=True, remarks="", actor=second, at=LATER)
    (after,) = visits_of(cast["inspector"])
    assert (after.open_findings, after.next_due) == (0, None)


def test_each_side_sees_its_own_and_strangers_nothing(cast: Cast) -> None:
    regional_visit(cast)
    set_post(cast["registrar"].post)
    (own,) = visits_of(cast["registrar"])
    assert [row.words for row in own.advice] == ["Open it on Saturdays too."]
    for stranger in ("moss_registrar", "stone_registrar"):
        set_post(cast[stranger].post)
        assert visits_of(cast[stranger]) == []
    set_post(cast["inspector"].post)
    assert visits_of(cast["inspector"], organ=cast.organ("moss")) == []
    assert len(visits_of(cast["inspector"], organ=cast.organ("river"))) == 1


def test_advice_is_open_to_every_visit_and_no_theme_of_a_plan() -> None:
    words: Words = {"words": "Open it.", "on": DAY, "today": DAY}
    check_visit(theme="ADVICE", themes=["ACCESS"], **words)
    with pytest.raises(Refusal, match=r"inspection\.no_themes"):
        check_visit(theme="REPLIES", themes=["ACCESS"], **words)
    plan: Words = {"title": "T", "kind": "inspection", "since": DAY, "until": DAY, "size": 0, "organs": {1}}
    with pytest.raises(Refusal, match=r"inspection\.no_themes"):
        check_plan(themes={"ADVICE"}, **plan)


def test_a_visit_is_of_an_organ_and_of_nobody() -> None:
    columns = {field.name for field in InspectionVisit._meta.get_fields()}
    assert columns == {"id", "inspection", "organ", "on", "theme", "words", "by"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_shows_it_in_few_questions(cast: Cast, language: str) -> None:
    regional_visit(cast)
    client = client_of(cast, "inspector", language)

    def asked() -> tuple[str, int]:
        with at(LATER), CaptureQueriesContext(connection) as seen:
            answer = client.get("/supervision/visits/")
        assert answer.status_code == 200
        return answer.content.decode(), len(seen.captured_queries)

    page, before = asked()
    assert "Open it on Saturdays too." in page
    assert ("Visitors" if language == "en" else "走访人员") in page
    regional_visit(cast)
    assert asked()[1] <= before

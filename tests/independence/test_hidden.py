"""What accuses somebody does not exist for those it accuses: asked of the database itself, without any filter."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import see, visible_to
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.case_page import case_by_number
from dengwen.domains.cases.reads.filters import CaseFilter
from dengwen.domains.cases.reads.lists import CaseList, all_rows, case_count, case_page
from dengwen.domains.cases.reads.queues import queue_counts, queue_page, queues_of
from dengwen.domains.cases.rules.draft import RespondentDraft
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.correct_matter import correct_matter
from dengwen.domains.cases.verbs.name_respondent import name_respondent, remove_respondent
from dengwen.domains.cases.verbs.register_petitions import register_petition, register_petitions
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.domains.matching.reads.candidates import Asked, candidates
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words
from tests.independence.people import (
    ABOVE,
    ACCUSATION,
    CORE,
    COUNTY,
    about,
    add_actor,
    counts,
    people_of,
    respondent_of,
    sealed,
    seen,
)

LATER = MORNING + timedelta(hours=1)


def accused(cast: Cast, part: str = "registrar", organ: str = "", officer: str = "") -> int:
    """Register an accusation with a file, and name whom it accuses; return the case."""
    actor = cast[part]
    home = next(name for name, pk in cast.organs.items() if pk == actor.bureau)
    case = register_petition(draft=cast.draft(home, **ACCUSATION), actor=actor, at=MORNING).matter
    attach_file(
        case=case, name="letter.txt", content=b"The letter.", kind="PETITION", actor=actor, at=MORNING
    )
    names: Words = {
        "organ": cast.organ(organ) if organ else None,
        "officer": cast[officer].post if officer else None,
    }
    name_respondent(case=case, reason="The letter says so.", actor=actor, at=LATER, **names)
    return case


def nothing(found: dict[str, int]) -> bool:
    return not any(found.values())


@pytest.mark.parametrize("part", COUNTY)
def test_an_accused_county_and_all_below_it_see_no_row(land: Cast, part: str) -> None:
    case = accused(land, organ="lin")
    assert nothing(counts(land[part].post, case))
    assert sealed(land[part].post, people_of(land, case)) == 0


@pytest.mark.parametrize("part", ABOVE)
def test_whoever_stands_above_sees_every_table_of_it(land: Cast, part: str) -> None:
    case = accused(land, organ="lin")
    found = counts(land[part].post, case)
    assert [table for table in CORE if not found[table]] == []
    assert sealed(land[part].post, people_of(land, case)) == 1


def test_an_accused_station_sees_nothing_and_its_county_handles(land: Cast) -> None:
    case = accused(land, organ="lin_station")
    assert nothing(counts(land["station"].post, case))
    for part in ("registrar", "handler", "leader"):
        assert counts(land[part].post, case)["cases_matter"] == 1
    assert seen(land, case).organ_id == land.organ("lin")


def test_a_station_that_registers_an_accusation_against_itself_hands_it_to_the_county(land: Cast) -> None:
    case = accused(land, "station", organ="lin_station")
    assert nothing(counts(land["station"].post, case))
    assert seen(land, case, "registrar").organ_id == land.organ("lin")


def test_an_accused_officer_sees_nothing_under_any_of_her_posts(land: Cast) -> None:
    other = add_actor(land, "handler_in_the_city", "river_unit", "handler", land["handler"].account)
    case = accused(land, officer="handler")
    assert nothing(counts(land["handler"].post, case))
    assert nothing(counts(other.post, case))
    assert counts(land["unit_head"].post, case)["cases_matter"] == 1


def test_who_works_under_an_accused_leader_sees_nothing(land: Cast) -> None:
    case = accused(land, officer="leader")
    for part in COUNTY:
        assert nothing(counts(land[part].post, case)), part
    assert seen(land, case, "city_registrar").organ_id == land.organ("river")


def test_who_works_under_an_accused_unit_head_sees_nothing_and_the_bureau_does(land: Cast) -> None:
    case = accused(land, officer="unit_head")
    assert nothing(counts(land["handler"].post, case))
    assert counts(land["registrar"].post, case)["cases_matter"] == 1


def test_a_second_post_in_the_accused_organ_is_enough(land: Cast) -> None:
    add_actor(land, "also_in_lin", "lin", "registrar", land["city_registrar"].account)
    case = accused(land, organ="lin")
    assert nothing(counts(land["city_registrar"].post, case))
    assert counts(land["city_leader"].post, case)["cases_matter"] == 1


def test_the_successor_of_the_accused_organ_sees_nothing(land: Cast) -> None:
    case = accused(land, "city_registrar", organ="moss")
    assert counts(land["registrar"].post, case)["cases_matter"] == 0  # not held by Lin either
    merge_organs(organ=land.organ("moss"), into=land.organ("lin"), on=DAY, actor_post=None, at=LATER)
    for part in ("registrar", "moss_registrar"):
        assert nothing(counts(land[part].post, case)), part
    assert counts(land["city_leader"].post, case)["cases_matter"] == 1


def test_an_accusation_of_everybody_up_to_the_top_stays_visible_and_nobody_may_handle_it(land: Cast) -> None:
    case = accused(land, organ="ministry")
    assert not seen(land, case).shielded
    with pytest.raises(Refusal, match=r"conflict\.nobody_above"):
        begin_screening(case=case, actor=land["registrar"], at=LATER)


def test_registered_with_the_name_it_goes_up_at_once_and_keeps_its_number(land: Cast) -> None:
    done = register_petition(
        draft=land.draft(**ACCUSATION, **about(land, organ="lin")), actor=land["registrar"], at=MORNING
    )
    assert nothing(counts(land["registrar"].post, done.matter))
    matter = seen(land, done.matter, "city_registrar")
    assert matter.number == done.number
    assert (done.number or "").startswith("991101-2026-")
    assert (matter.organ_id, matter.registered_by_id) == (land.organ("river"), land.organ("lin"))
    assert (matter.state, matter.guarded, matter.shielded) == ("registered", True, True)


def test_nobody_sees_nothing_and_asking_is_no_error(land: Cast) -> None:
    accused(land, organ="lin")
    accused(land, officer="handler")
    for post in (None, 999_999_999, land["administrator"].post):
        set_post(post)
        assert not Matter.objects.exists()


def test_no_list_queue_count_search_or_sheet_knows_it(land: Cast) -> None:
    hidden = accused(land, officer="leader")
    number = str(seen(land, hidden).number)
    shown = land.registered(title="An ordinary matter").pk
    for part in ("registrar", "leader", "unit_head", "own_reviewer"):
        actor = land[part]
        set_post(actor.post)
        assert hidden not in visible_to(actor).values_list("pk", flat=True)
        with pytest.raises(Refusal, match=r"case\.not_found"):
            see(actor, hidden)
        assert case_by_number(actor=actor, number=number) is None
        for words in (
            CaseFilter(open="all"),
            CaseFilter(q="receipt", open="all"),
            CaseFilter(where="elsewhere", open="all"),
        ):
            cases = CaseList(actor, words, DAY)
            rows, _ = case_page(cases)
            assert hidden not in [row.id for row in rows]
            assert hidden not in [row.id for row in all_rows(cases)]
            assert case_count(cases) == len(rows)
        for queue in queues_of(actor):
            assert hidden not in [row.id for row in queue_page(actor, queue, DAY).rows], queue.code
        asked = Asked(name="Wang Wu", phone="19900001234", place="3 Willow Lane", text=land.draft().text)
        found = candidates(actor=actor, asked=asked)
        assert ([each.case for each in found.here], found.elsewhere) == ([shown], [])


def test_it_waits_in_the_queues_of_the_organ_above(land: Cast) -> None:
    case = accused(land, organ="lin")
    actor = land["city_registrar"]
    set_post(actor.post)
    queues = [queue for queue in queues_of(actor) if queue.code == "to_screen"]
    assert [row.id for row in queue_page(actor, queues[0], DAY).rows] == [case]
    assert queue_counts(actor, queues, DAY) == [1]


def test_the_accused_cannot_take_the_naming_back_and_the_organ_above_can(land: Cast) -> None:
    case = accused(land, organ="lin")
    wrong: Words = {"case": case, "respondent": respondent_of(land, case), "reason": "It was Moss County."}
    with pytest.raises(Refusal, match=r"case\.not_found"):
        remove_respondent(actor=land["registrar"], at=LATER, **wrong)
    remove_respondent(actor=land["city_registrar"], at=LATER, **wrong)
    matter = seen(land, case)
    assert (matter.guarded, matter.shielded) == (False, False)
    assert counts(land["registrar"].post, case)["cases_respondent"] == 1, "the row stays, with its end"


def test_correcting_the_purpose_to_an_accusation_hides_it(land: Cast) -> None:
    ordinary: Words = {"purpose": "APPEAL", "category": "01.01", "claims": ()}
    case = land.registered(**ordinary, **about(land, organ="lin_station")).pk
    assert counts(land["station"].post, case)["cases_matter"] == 0, "never held or sent there"
    change = {"purpose": "ACCUSATION"}
    assert not seen(land, case).shielded
    correct_matter(case=case, changes=change, reason="It accuses.", actor=land["registrar"], at=LATER)
    assert seen(land, case).shielded
    correct_matter(case=case, changes={"purpose": "APPEAL"}, reason="No.", actor=land["registrar"], at=LATER)
    assert not seen(land, case).shielded


def test_an_accusation_in_one_claim_is_enough(land: Cast) -> None:
    case = land.registered("city_registrar", purpose="APPEAL", category="01.01").pk  # claim 2 is of 10.01
    name_respondent(
        case=case, organ=land.organ("lin"), reason="It says so.", actor=land["city_registrar"], at=LATER
    )
    assert seen(land, case).shielded


def test_a_naming_in_a_claim_that_accuses_nobody_hides_nothing(land: Cast) -> None:
    matter = land.registered("city_registrar", purpose="APPEAL", category="01.01")
    first = matter.claims.get(position=1).pk
    name_respondent(
        case=matter.pk, claim=first, organ=land.organ("lin"), reason="It says so.", at=LATER,
        actor=land["city_registrar"],
    )  # fmt: skip
    assert (seen(land, matter.pk).guarded, seen(land, matter.pk).shielded) == (True, False)


def test_many_petitions_ask_the_database_no_more_often_for_it(land: Cast) -> None:
    """What names nobody costs no question; registers of former years come in by the thousand."""

    def questions(count: int) -> int:
        drafts = [land.draft(row_digest=bytes([count, number]) + bytes(30)) for number in range(count)]
        with CaptureQueriesContext(connection) as seen_queries:
            register_petitions(drafts=drafts, actor=land["registrar"], at=MORNING)
        return len(seen_queries)

    questions(55)  # whatever is asked once in the life of a process was asked now
    few = questions(60)
    assert questions(120) <= few


def test_every_table_of_cases_is_looked_at(land: Cast) -> None:
    looked_at = set(counts(land["minister"].post, land.registered().pk))
    assert set(CORE) < looked_at
    assert {"closure_dossier", "handling_plan", "handling_opinion"} <= looked_at


def test_a_name_that_nobody_here_bears_hides_nothing(land: Cast) -> None:
    case = land.registered(**ACCUSATION, respondents=(RespondentDraft(name="Officer Chen"),)).pk
    matter = Matter.objects.get(pk=case)
    assert (matter.guarded, matter.shielded) == (True, False)
    assert counts(land["handler"].post, case)["cases_matter"] == 1

"""The register of problems: an owner and a day, solved with evidence, accepted or sent back by who raised it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.models import Problem
from dengwen.domains.supervision.reads.problems import problems_in, problems_to_judge, problems_to_solve
from dengwen.domains.supervision.reads.verify_supervision import verify_supervision
from dengwen.domains.supervision.rules.practice import check_accepted, check_problem, check_solved
from dengwen.domains.supervision.verbs.keep_problems import judge_problem, raise_problem, solve_problem
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Words
from tests.independence.people import add_actor, refused

WEEK = timedelta(days=7)
LATER = MORNING + timedelta(days=1)
SAID: Words = {"title": "No printer", "words": "The counter cannot print receipts.", "due": DAY + 2 * WEEK}
DONE: Words = {"solution": "Two printers were bought.", "evidence": "Invoice 12."}


def raised(cast: Cast, part: str = "registrar", organ: str = "river", **changes: object) -> int:
    words: Words = SAID | changes
    return raise_problem(organ=cast.organ(organ), actor=cast[part], at=MORNING, **words)


def test_what_the_register_asks_for() -> None:
    said: Words = {**SAID, "today": DAY}
    solved: Words = {"state": "open", **DONE}
    judged: Words = {"state": "done", "accept": False, "remarks": "Where?", "due": DAY + WEEK, "same_person": False,
                     "today": DAY}  # fmt: skip
    check_problem(**said)
    check_solved(**solved | {"state": "returned"})
    check_accepted(**judged)
    check_accepted(**judged | {"accept": True, "remarks": "", "due": None})
    wrong: list[tuple[object, Words, str]] = [
        (check_problem, said | {"title": " "}, "no_title"), (check_problem, said | {"words": ""}, "no_words"),
        (check_problem, said | {"due": DAY}, "due_past"), (check_solved, solved | {"state": "done"}, "not_waiting"),
        (check_solved, solved | {"solution": " "}, "no_solution"),
        (check_solved, solved | {"evidence": " "}, "no_evidence"),
        (check_accepted, judged | {"state": "open"}, "not_done"),
        (check_accepted, judged | {"same_person": True, "accept": True}, "own_work"),
        (check_accepted, judged | {"remarks": ""}, "no_remarks"),
        (check_accepted, judged | {"due": None}, "no_remarks"),
        (check_accepted, judged | {"due": DAY}, "due_past"),
    ]  # fmt: skip
    for check, words, code in wrong:
        assert callable(check)
        with pytest.raises(Refusal, match=rf"problem\.{code}"):
            check(**words)


def test_who_raised_it_says_whether_it_is_solved(cast: Cast) -> None:
    """Plan S64: a county's problem that its city owns goes to and fro until the county is content."""
    county, city = cast["registrar"], cast["city_registrar"]
    problem = raised(cast)
    with refused("problem.other_line"):
        raised(cast, organ="moss")
    with refused("right.missing"):
        raised(cast, "auditor")
    with refused("problem.other_organ"):
        solve_problem(problem=problem, actor=county, at=LATER, **DONE)
    set_post(city.post)
    assert [row.pk for row in problems_to_solve(city)] == [problem]
    solve_problem(problem=problem, actor=city, at=LATER, **DONE)
    with refused("problem.not_raiser"):
        judge_problem(problem=problem, accept=True, remarks="", actor=city, at=LATER)
    set_post(county.post)
    assert [row.pk for row in problems_to_judge(county)] == [problem]
    judge_problem(
        problem=problem, accept=False, remarks="Only one works.", due=DAY + 3 * WEEK, actor=county, at=LATER
    )
    solve_problem(problem=problem, actor=city, at=LATER, **DONE)
    judge_problem(problem=problem, accept=True, remarks="", actor=cast["leader"], at=LATER)
    row = problems_in(county, only_open=False).get()
    assert (row.state, row.returned, row.due) == ("accepted", 1, DAY + 3 * WEEK)
    assert not problems_in(county, only_open=True).exists()
    with refused("problem.not_waiting"):
        solve_problem(problem=problem, actor=city, at=LATER, **DONE)
    for part, sees in (("inspector", 1), ("city_leader", 1), ("moss_leader", 0), ("stone_registrar", 0)):
        set_post(cast[part].post)
        assert Problem.objects.count() == sees, part
        assert problems_in(cast[part], only_open=False).count() == sees, part
    with refused("problem.not_found"):
        solve_problem(problem=problem, actor=cast["moss_leader"], at=LATER, **DONE)


def test_an_organs_own_problem_is_accepted_by_another_person(cast: Cast) -> None:
    problem = raised(cast, organ="lin")
    both = add_actor(cast, "registrar_as_leader", "lin", "leader", account=cast["registrar"].account)
    solve_problem(problem=problem, actor=cast["registrar"], at=LATER, **DONE)
    with refused("problem.own_work"):
        judge_problem(problem=problem, accept=True, remarks="", actor=both, at=LATER)
    judge_problem(problem=problem, accept=True, remarks="", actor=cast["leader"], at=LATER)


def test_the_register_stands_in_the_ledger(kept_cast: Cast) -> None:
    with transaction.atomic():
        problem = raised(kept_cast)
        solve_problem(problem=problem, actor=kept_cast["city_registrar"], at=LATER, **DONE)
    assert list(verify_supervision()) == []
    with pytest.raises(DatabaseError, match="without its ledger entry"), transaction.atomic():
        _push(kept_cast)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE supervision_problem DISABLE TRIGGER USER")
        cursor.execute("UPDATE supervision_problem SET due = due + 30")
    (found,) = verify_supervision()
    assert (found.kind, found.subject) == ("problem", problem) and "due" in found.detail


def _push(cast: Cast) -> None:
    set_post(cast["registrar"].post)
    assert Problem.objects.update(due=DAY + 9 * WEEK) == 1


def test_the_page_of_problems(cast: Cast) -> None:
    page, due = "/supervision/problems/", (DAY + 4 * WEEK).isoformat()
    with at(LATER):
        form = {"deed": "raise", "raise-organ": "River City", "raise-title": "No lamp", "raise-words": "It is dark.",
                "raise-due": due}  # fmt: skip
        assert client_of(cast, "registrar").post(page, form).status_code == 303
        set_post(cast["registrar"].post)
        problem = Problem.objects.get().pk
        sent = {
            "deed": "solve",
            "solve-problem": problem,
            "solve-solution": "A lamp.",
            "solve-evidence": "Photo 1.",
        }
        assert client_of(cast, "registrar").post(page, sent).status_code == 422, "it is not the county's"
        assert client_of(cast, "city_registrar").post(page, sent).status_code == 303
        back = {
            "deed": "return",
            "return-problem": problem,
            "return-remarks": "Where is it?",
            "return-due": due,
        }
        assert client_of(cast, "registrar").post(page, back).status_code == 303
        seen = client_of(cast, "auditor").get(page).content.decode()
        chinese = client_of(cast, "registrar", "zh-hans").get(page).content.decode()
    assert "Where is it?" in seen and "Photo 1." in seen and 'name="deed"' not in seen
    assert "No lamp" in chinese and "问题" in chinese and "Problems" not in chinese

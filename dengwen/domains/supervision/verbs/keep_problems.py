"""The register of problems: raised with an owner and a day, solved with evidence, accepted or sent back (plan S64)."""

from datetime import date, datetime

from django.conf import settings

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.supervision.access import check_own, check_same_line, problems_visible_to
from dengwen.domains.supervision.models import Problem
from dengwen.domains.supervision.rules.practice import check_accepted, check_problem, check_solved
from dengwen.domains.supervision.states import ProblemState
from dengwen.domains.supervision.verbs.own_stream import begin, change, new_salt
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MISSING = "problem.not_found"


def raise_problem(*, organ: int, title: str, words: str, due: date, actor: Actor, at: datetime) -> int:
    """Write down a problem of the work with the organ that owns it, in the actor's line; return it.

    Raises ``right.missing``, ``problem.other_line``, ``problem.organ_closed`` and as :func:`check_problem`.
    """
    if not actor.has(Right.SUPERVISE):
        actor.require(Right.ANSWER_SUPERVISION)
    today = local_day(at, settings.TIME_ZONE)
    check_problem(title=title, words=words, due=due, today=today)
    check_same_line(actor, organ)
    owner = Organ.objects.filter(pk=organ, closed_on=None).exclude(level__in=("unit", "outside")).first()
    if owner is None:
        raise Refusal("problem.organ_closed")
    row = Problem(
        organ=owner, by_organ_id=actor.bureau, by_id=actor.post, title=title.strip()[:120], words=words.strip(),
        raised_on=today, due=due, salt=new_salt(),
    )  # fmt: skip
    with begin(row, "problem_raised", actor=actor, at=at) as sheet:
        sheet.facts |= {"organ": organ, "due": due.isoformat()}
    return row.pk


def solve_problem(*, problem: int, solution: str, evidence: str, actor: Actor, at: datetime) -> None:
    """Say what was done, with evidence; only the organ that owns the problem.

    Raises ``problem.not_found``, ``problem.other_organ`` and as :func:`check_solved`.
    """
    with change(
        problems_visible_to(actor), problem, "problem_solved", actor=actor, at=at, missing=MISSING
    ) as sheet:
        row = sheet.root
        check_own(actor, row.organ, Right.ANSWER_SUPERVISION, "problem.other_organ")
        check_solved(state=row.state, solution=solution, evidence=evidence)
        row.state, row.solution, row.evidence = ProblemState.DONE.value, solution.strip(), evidence.strip()
        row.done_on, row.done_by_id = sheet.today, actor.post


def judge_problem(
    *, problem: int, accept: bool, remarks: str, actor: Actor, at: datetime, due: date | None = None
) -> None:
    """Accept what was done, or send it back with what is missing and a new day; only the organ that raised it.

    Raises ``problem.not_found``, ``problem.not_raiser`` and as :func:`check_accepted`.
    """
    event = "problem_accepted" if accept else "problem_returned"
    with change(problems_visible_to(actor), problem, event, actor=actor, at=at, missing=MISSING) as sheet:
        row = sheet.root
        right = Right.SUPERVISE if actor.has(Right.SUPERVISE) else Right.ANSWER_SUPERVISION
        check_own(actor, row.by_organ, right, "problem.not_raiser")
        did = row.done_by
        check_accepted(
            state=row.state, accept=accept, remarks=remarks, due=due,
            same_person=did is not None and did.account_id == actor.account,
            today=sheet.today,
        )  # fmt: skip
        row.remarks, row.judged_on, row.judged_by_id = remarks.strip(), sheet.today, actor.post
        row.state = (ProblemState.ACCEPTED if accept else ProblemState.RETURNED).value
        if not accept:
            row.due, row.returned = due or row.due, row.returned + 1

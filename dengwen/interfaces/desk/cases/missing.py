"""What is still missing before an action, though the role, the state and the place allow it."""

from collections.abc import Callable

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.timeline import Timeline
from dengwen.domains.deadlines.reads.extendable import check_any_extendable
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer, check_opinion
from dengwen.domains.handling.rules.plan_complete import check_team
from dengwen.interfaces.desk.cases.context import CaseContext


def missing_for(verb: str, case: CaseContext, timeline: Timeline) -> Refusal | None:
    """Return what the verb would refuse for now; the verb itself decides when it is called."""
    ask = _ASKED.get(verb)
    if ask is None:
        return None
    try:
        ask(case, timeline)
    except Refusal as refusal:
        return refusal
    return None


def _team(case: CaseContext, _: Timeline) -> None:
    matter = case.sheet.matter
    check_team(leader=matter.leader_id, unit=matter.unit_id, handler=matter.handler_id)


def _plan(case: CaseContext, _: Timeline) -> None:
    if not case.papers.plans:
        raise Refusal("plan.none")


def _investigation(_: CaseContext, timeline: Timeline) -> None:
    for event in timeline.events:
        if event.event == "investigate":
            return
        if event.event == "approve_plan":
            break
    raise Refusal("opinion.not_investigated")


def _answers(case: CaseContext, _: Timeline) -> None:
    claims = [
        ClaimAnswer(
            row["position"], row["text"], row["result"], row["facts_found"], row["answer"], row["legal_basis"]
        )
        for row in case.claims
    ]
    check_opinion(claims, review_told="told when it is issued")


def _open_remedy(case: CaseContext, _: Timeline) -> None:
    late = [row["due"] for row in case.papers.remedies if row["done_on"] is None and row["due"] < case.today]
    if late:
        raise Refusal("remedy.overdue", due=min(late))


def _extendable(case: CaseContext, _: Timeline) -> None:
    check_any_extendable(case.papers.clocks, role=case.actor.role, today=case.today)


_ASKED: dict[str, Callable[[CaseContext, Timeline], None]] = {
    "draft_plan": _team,
    "approve_plan": _plan,
    "draft_opinion": _investigation,
    "issue_opinion": _answers,
    "hand_in_dossier": _open_remedy,
    "extend_limit": _extendable,
}

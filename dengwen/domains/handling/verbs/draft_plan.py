"""Write down how a matter is to be resolved."""

from datetime import date, datetime

from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import Plan
from dengwen.domains.handling.reads.rounds import current_round, plan_of_round
from dengwen.domains.handling.rules.plan_complete import check_plan, check_team
from dengwen.foundation.permissions.actor import Actor


def draft_plan(
    *, case: int, issues: str, approach: str, finish_by: date, actor: Actor, at: datetime,
    evidence_wanted: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Draft the plan (化解方案) of this round, or write it anew until it is approved (plan S20).

    The matter needs a leader, a unit and a handler first. Raises ``plan.no_leader``, ``plan.no_unit``,
    ``plan.no_handler``, ``plan.no_issues``, ``plan.no_approach``, ``plan.finish_past``,
    ``plan.finish_after_limit`` and what the door raises.
    """
    with door("draft_plan", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        check_team(leader=matter.leader_id, unit=matter.unit_id, handler=matter.handler_id)
        check_plan(
            issues=issues, approach=approach, finish_by=finish_by, handling_due=matter.handling_due,
            today=passage.today,
        )  # fmt: skip
        plan = _plan(passage)
        plan.issues, plan.evidence_wanted, plan.approach = (
            issues.strip(),
            evidence_wanted.strip(),
            approach.strip(),
        )
        plan.finish_by = finish_by
        plan.approved_on = plan.approved_by_id = None
        passage.facts |= {"round": plan.round, "finish_by": finish_by.isoformat()}


def _plan(passage: Passage) -> Plan:
    number = current_round(passage)
    plan = plan_of_round(passage, number)
    if plan is None:
        plan = Plan(matter=passage.matter, round=number)
        passage.create(plan)
        return plan
    passage.watch(plan)
    passage.say("earlier_plan", "\n".join(filter(None, (plan.issues, plan.evidence_wanted, plan.approach))))
    return plan

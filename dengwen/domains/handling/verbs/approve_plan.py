"""Approve the plan, so that the investigation can begin."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.reads.change_owed import check_change
from dengwen.domains.handling.reads.procedures import meetings_of_round
from dengwen.domains.handling.reads.rounds import current_round, plan_authors, plan_of_round
from dengwen.domains.handling.rules.meetings import check_three_meetings
from dengwen.domains.handling.rules.plan_complete import check_approver
from dengwen.foundation.permissions.actor import Actor


def approve_plan(
    *, case: int, actor: Actor, at: datetime, version: int | None = None, note: str = ""
) -> None:
    """Approve the plan of this round; never by a person who wrote at it, under whatever post (plan S20).

    First the three meetings (plan S49): the petitioner was met or offered it, who handled it before was met, the
    file was read. Where the earlier decision fell, another handler and leader are owed, and for a complex case a second
    opinion (plan S52). Raises ``plan.none``, ``plan.approved_by_author``, ``meeting.missing``, ``plan.same_handler``,
    ``plan.same_leader``, ``plan.no_second_opinion`` and what the door raises.
    """
    with door("approve_plan", case=case, actor=actor, at=at, version=version) as passage:
        plan = plan_of_round(passage, current_round(passage))
        if plan is None:
            raise Refusal("plan.none")
        check_approver(approver=actor.account, drafters=plan_authors(passage))
        check_three_meetings(meeting.kind for meeting in meetings_of_round(passage))
        check_change(passage)
        passage.watch(plan)
        plan.approved_on, plan.approved_by_id = passage.today, actor.post
        passage.facts["round"] = plan.round
        passage.say("note", note)

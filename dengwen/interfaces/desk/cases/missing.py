"""What is still missing before an action, though the role, the state and the place allow it."""

from collections.abc import Callable
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.timeline import Event, Timeline
from dengwen.domains.deadlines.reads.extendable import check_any_extendable
from dengwen.domains.handling.rules.meetings import check_three_meetings
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer, check_opinion
from dengwen.domains.handling.rules.plan_complete import check_team
from dengwen.domains.handling.rules.views import check_heard
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


def _plan(case: CaseContext, timeline: Timeline) -> None:
    if not case.papers.plans:
        raise Refusal("plan.none")
    if not timeline.left_out:
        check_three_meetings(
            str(event.facts.get("meeting"))
            for event in _of_round(timeline)
            if event.event == "record_meeting"
        )


def _of_round(timeline: Timeline) -> list[Event]:
    """Return what happened since the matter was last answered, newest first."""
    found = []
    for event in timeline.events:
        if event.event in ("issue_opinion", "settle"):
            break
        found.append(event)
    return found


def _investigation(_: CaseContext, timeline: Timeline) -> None:
    for event in timeline.events:
        if event.event == "investigate":
            return
        if event.event == "approve_plan":
            break
    raise Refusal("opinion.not_investigated")


def _answers(case: CaseContext, timeline: Timeline) -> None:
    claims = [
        ClaimAnswer(
            row["position"], row["text"], row["result"], row["facts_found"], row["answer"], row["legal_basis"]
        )
        for row in case.claims
    ]
    check_opinion(claims, review_told="told when it is issued", with_reasons=False)
    shown = next((each for each in _of_round(timeline) if each.event == "show_provisional_view"), None)
    if shown is not None:
        last = date.fromisoformat(str(shown.facts["comment_by"]))
        waiting = _left(timeline, "record_comment", ("answer_comment",))
        check_heard(comment_by=last, answered=[waiting <= 0], today=case.today)


def is_idle(verb: str, timeline: Timeline) -> bool:
    """Say whether ``verb`` has nothing to work on in this case, so that it is not even named on the page."""
    if verb == "say_of_remedy":  # promised by an opinion or by a settlement
        return is_idle("carry_out_promised", timeline) and is_idle("carry_out_settled", timeline)
    wanted = _FOLLOWS.get(verb)
    return wanted is not None and not timeline.left_out and _left(timeline, *wanted) <= 0


def _left(timeline: Timeline, begun: str, ended: tuple[str, ...]) -> int:
    count = 0
    for event in timeline.events:
        if event.event == begun:
            count += event.facts.get("saved") is not True and event.facts.get("decision") != "REFUSED"
        count -= event.event in ended
    return count


# What each of these works on, and what ends it: both are told by the timeline.
_FOLLOWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "preserve_evidence": ("add_evidence", ("preserve_evidence",)),
    "open_hearing": ("announce_hearing", ()),
    "record_comment": ("show_provisional_view", ()),
    "ask_rereview": ("ask_review", ()),
    "answer_comment": ("record_comment", ("answer_comment",)),
    "record_talk": ("record_wish", ()),
    "carry_out_promised": ("begin_execution", ()),
    "carry_out_settled": ("settle", ()),
    "decide_relief": ("offer_relief", ("decide_relief",)),
    "give_relief": ("decide_relief", ("give_relief",)),
    "call_back_cooperation": (
        "ask_cooperation",
        ("answer_cooperation", "refuse_cooperation", "call_back_cooperation"),
    ),
}


def _open_remedy(case: CaseContext, _: Timeline) -> None:
    late = [row["due"] for row in case.papers.remedies if row["done_on"] is None and row["due"] < case.today]
    if late:
        raise Refusal("remedy.overdue", due=min(late))


def _extendable(case: CaseContext, _: Timeline) -> None:
    check_any_extendable(case.papers.clocks, role=case.actor.role, today=case.today)


def _named(case: CaseContext, _: Timeline) -> None:
    if not case.sheet.parties:
        raise Refusal("word.names_nobody")


_ASKED: dict[str, Callable[[CaseContext, Timeline], None]] = {
    "draft_plan": _team,
    "approve_plan": _plan,
    "draft_opinion": _investigation,
    "issue_opinion": _answers,
    "hand_in_dossier": _open_remedy,
    "extend_limit": _extendable,
    "correct_own_data": _named,
}

"""The page of one case."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import Possibility
from dengwen.domains.cases.reads.case_page import what_may_be_done
from dengwen.domains.cases.reads.timeline import Timeline, timeline
from dengwen.domains.handling.reads.watches import watch_file
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.cases import independence
from dengwen.interfaces.desk.cases.action_table import ACTIONS, Action
from dengwen.interfaces.desk.cases.appeal_words import EVENTS as UPWARD_EVENTS
from dengwen.interfaces.desk.cases.campaign_words import campaigns_in
from dengwen.interfaces.desk.cases.context import CaseContext
from dengwen.interfaces.desk.cases.due_words import limits_of
from dengwen.interfaces.desk.cases.independence import notes_of, to_tell
from dengwen.interfaces.desk.cases.missing import is_idle, missing_for
from dengwen.interfaces.desk.cases.records_words import kept_of
from dengwen.interfaces.desk.cases.state_path import path_of
from dengwen.interfaces.desk.cases.stub_page import stub_page
from dengwen.interfaces.desk.cases.timeline_words import person_name, told
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, refusal_sentence


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be done now."""

    verb: str
    words: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why some things cannot be done now, and what would make them possible."""

    words: str
    sentence: str


@dataclass(slots=True)
class Doing:
    """The right column: what may be done, and what is missing for the rest."""

    main: list[Button] = field(default_factory=list)
    side: list[Button] = field(default_factory=list)
    paper: list[Button] = field(default_factory=list)
    apart: list[Button] = field(default_factory=list)
    hindered: list[Hindrance] = field(default_factory=list)
    examines: bool = False
    answers: bool = False


def context_of(request: DeskRequest, case: int) -> CaseContext:
    """Return the case as the acting post sees it today."""
    return CaseContext(request.actor, case, local_day(now(), settings.TIME_ZONE))


@require_safe
@desk_view(Right.READ_CASE, planned_once=True)
def case_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show who, what, where it stands, what is due and why, what may be done now, and what happened."""
    context = context_of(request, case)
    try:
        sheet = context.sheet
    except Refusal as refusal:
        if refusal.code != "case.disposed":
            raise
        return stub_page(request, case)
    found = timeline(matter=sheet.matter, statements=sheet.statements)
    limits = limits_of(context)
    raised = any(event.event == "level_raised" or "raised_to" in event.facts for event in found.events)
    parts = {
        "case": sheet.matter, "sheet": sheet, "papers": context.papers, "path": path_of(sheet.matter.state),
        "limits": limits, "nearest": next((limit for limit in limits if limit.nearest), None),
        "upward": any(event.event in UPWARD_EVENTS for event in found.events),
        "doing": _doing(context, found), "lines": told(found), "left_out": found.left_out, "today": context.today,
        "leader": person_name(sheet.leader), "handler": person_name(sheet.handler),
        "opens_identity": request.actor.has(Right.OPEN_IDENTITY), "to_tell": to_tell(sheet),
        "notes": notes_of(sheet, raised=raised), "campaigns": campaigns_in(found.events),
        "kept": kept_of(sheet, found.events),
        "watch": watch_file(sheet.matter),
    }  # fmt: skip
    return render(request, "desk/cases/case.html", parts)


def _doing(case: CaseContext, found: Timeline) -> Doing:
    possible = {one.verb: one for one in what_may_be_done(case.actor, case.sheet)}
    free = {verb for verb, one in possible.items() if one.decision.allowed}
    doing = Doing(examines="judge_item" in free, answers="answer_claim" in free)
    hindered: dict[str, list[str]] = {}
    for verb, action in ACTIONS.items():
        if (
            action.weight != "own"
            and verb in possible
            and not is_idle(verb, found)
            and not independence.is_idle(verb, case.sheet)
        ):
            _place(doing, hindered, action, possible[verb], case, found)
    for sentence, verbs in hindered.items():
        doing.hindered.append(Hindrance(" · ".join(verbs), sentence))
    return doing


def _place(  # noqa: PLR0917
    doing: Doing,
    hindered: dict[str, list[str]],
    action: Action,
    one: Possibility,
    case: CaseContext,
    found: Timeline,
) -> None:
    refusal = one.decision.refusal or missing_for(one.verb, case, found)
    words = label("verbs", one.verb)
    if refusal is not None:
        hindered.setdefault(refusal_sentence(refusal), []).append(words)
        return
    column = {"main": doing.main, "side": doing.side, "paper": doing.paper, "apart": doing.apart}[
        action.weight
    ]
    column.append(Button(one.verb, words, action.at_once))

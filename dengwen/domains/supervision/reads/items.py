"""Items of supervision: mine to answer, mine to judge, all in reach with filters; and one with its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.letters.reads.attachments import OpenedFile
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.domains.supervision.access import (
    check_raiser,
    check_supervised,
    items_visible_to,
    spoken_for,
)
from dengwen.domains.supervision.models import (
    SupervisionAnswer,
    SupervisionEscalation,
    SupervisionItem,
    SupervisionPaper,
)
from dengwen.domains.supervision.states import ENDED, WAITING, ItemState
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

QUEUES = ("answer", "judge", "told", "open", "all")
COUNTED = 100  # nobody needs to know how many more there are


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What the list is narrowed to: cause, state, organ (it and all below), only the late."""

    queue: str = "all"
    cause: str = ""
    state: str = ""
    organ: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """One item with its answers, files and escalations, oldest first; and what the actor may do."""

    item: SupervisionItem
    answers: list[tuple[SupervisionAnswer, list[SupervisionPaper]]]
    escalations: list[SupervisionEscalation]
    may_answer: bool
    may_judge: bool
    may_withdraw: bool


def items_in(actor: Actor, asked: ItemFilter, today: date) -> QuerySet[SupervisionItem]:
    """Return the items of one queue, narrowed, the nearest day first."""
    found = _queue(actor, asked.queue)
    if asked.cause:
        found = found.filter(cause=asked.cause)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.organ is not None:
        found = found.filter(organ__reached_from__top=asked.organ)
    if asked.late:
        found = found.filter(state__in=WAITING, due__lt=today)
    return found.select_related("organ", "by_organ", "matter").order_by("due", "pk")


def queue_counts(actor: Actor) -> Mapping[str, int]:
    """Return how many items stand in each queue, counted no further than to ``COUNTED``; its list shows the same."""
    return {queue: _queue(actor, queue)[:COUNTED].count() for queue in QUEUES}


def item_sheet(actor: Actor, item: int) -> ItemSheet:
    """Return one item; raises ``supervision.not_found``."""
    row = _one(actor, item)
    papers: dict[int, list[SupervisionPaper]] = {}
    for paper in SupervisionPaper.objects.filter(item=row).order_by("pk"):
        papers.setdefault(paper.answer_id, []).append(paper)
    answers = row.answers.select_related("by__account", "by__organ", "judged_by__account").order_by("number")
    waits, raises = row.state in WAITING, _may(check_raiser, actor, row)
    return ItemSheet(
        row,
        [(answer, papers.get(answer.pk, [])) for answer in answers],
        list(row.escalations.select_related("organ").order_by("on", "pk")),
        waits and _may(check_supervised, actor, row),
        row.state == ItemState.ANSWERED and raises,
        row.state not in ENDED and raises,
    )


def open_item_paper(actor: Actor, item: int, paper: int) -> OpenedFile:
    """Return a file of an answer; raises ``supervision.not_found``, ``file.not_found``, ``file.lost``, ``.altered``."""
    found = SupervisionPaper.objects.filter(item=_one(actor, item), pk=paper).first()
    if found is None:
        raise Refusal("file.not_found", attachment=paper)
    return OpenedFile(found.name, found.media_type, fetch(found.sha256))


def _queue(actor: Actor, queue: str) -> QuerySet[SupervisionItem]:
    found = items_visible_to(actor)
    if queue == "answer":
        if not actor.has(Right.ANSWER_SUPERVISION):
            return found.none()
        return found.filter(organ__in=spoken_for(actor), state__in=WAITING)
    if queue == "judge":
        if not actor.has(Right.SUPERVISE):
            return found.none()
        return found.filter(by_organ=actor.bureau, state=ItemState.ANSWERED)
    if queue == "told":
        told = SupervisionEscalation.objects.filter(organ=actor.bureau).values("item")
        return found.filter(pk__in=told, state__in=WAITING)
    if queue == "open":
        return found.exclude(state__in=ENDED)
    return found


def _one(actor: Actor, item: int) -> SupervisionItem:
    wanted = ("organ", "by_organ", "by__account", "matter", "ended_by__account")
    found = items_visible_to(actor).select_related(*wanted).filter(pk=item).first()
    if found is None:
        raise Refusal("supervision.not_found")
    return found


def _may(check: Callable[[Actor, SupervisionItem], None], actor: Actor, row: SupervisionItem) -> bool:
    try:
        check(actor, row)
    except Refusal:
        return False
    return True

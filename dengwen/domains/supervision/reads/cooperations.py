"""Cooperation requests: those that came in, those that went out, refusals below; and one of them with its papers."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to as visible_cases
from dengwen.domains.cases.states import ERASED
from dengwen.domains.letters.reads.attachments import OpenedFile
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.domains.supervision.access import check_asked, visible_to
from dengwen.domains.supervision.models import CooperationPaper, CooperationRequest
from dengwen.foundation.permissions.actor import Actor

MOST = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One request as one post sees it. ``number`` of the case is empty for whoever does not see the case."""

    request: CooperationRequest
    papers: tuple[CooperationPaper, ...]
    answer_papers: tuple[CooperationPaper, ...]
    case: int | None
    number: str
    why_not: Refusal | None


def cooperations_in(actor: Actor) -> list[CooperationRequest]:
    """Return what the actor's own organ was asked for, the open ones first, then by day."""
    return _shown(visible_to(actor).filter(asked=actor.bureau))


def cooperations_out(actor: Actor) -> list[CooperationRequest]:
    """Return what the actor's own organ asked for."""
    return _shown(visible_to(actor).filter(asking=actor.bureau))


def refusals_told(actor: Actor) -> list[CooperationRequest]:
    """Return the refusals of organs below that the actor's organ was told of."""
    return _shown(visible_to(actor).filter(told=actor.bureau, outcome="refused"))


def cooperations_of_case(actor: Actor, case: int) -> list[CooperationRequest]:
    """Return the requests of a case that ``actor`` sees."""
    if not visible_cases(actor).filter(pk=case).exists():
        raise Refusal("case.not_found", case=case)
    found = (
        CooperationRequest.objects.filter(matter=case).select_related("asked", "asking").order_by("number")
    )
    return list(found)


def cooperation_sheet(*, actor: Actor, request: int) -> Sheet:
    """Return one request with its papers; raises ``cooperation.not_found``."""
    found = _one(actor, request)
    papers = list(CooperationPaper.objects.filter(request=found).order_by("pk"))
    case = visible_cases(actor).filter(pk=found.matter_id).values_list("pk", "number").first()
    why_not = None
    try:
        check_asked(actor, found)
    except Refusal as refusal:
        why_not = refusal
    return Sheet(
        found, tuple(paper for paper in papers if not paper.in_answer),
        tuple(paper for paper in papers if paper.in_answer), case[0] if case else None,
        str(case[1]) if case else "", why_not,
    )  # fmt: skip


def open_paper(*, actor: Actor, request: int, paper: int) -> OpenedFile:
    """Return a file of a request; raises ``file.not_found``, ``file.lost``, ``file.altered``."""
    found = CooperationPaper.objects.filter(request=_one(actor, request), pk=paper).first()
    if found is None:
        raise Refusal("file.not_found", attachment=paper)
    if found.name == ERASED:
        raise Refusal("case.disposed", number="")
    return OpenedFile(found.name, found.media_type, fetch(found.sha256))


def _one(actor: Actor, request: int) -> CooperationRequest:
    found = visible_to(actor).select_related("asked", "asking", "told").filter(pk=request).first()
    if found is None:
        raise Refusal("cooperation.not_found", request=request)
    return found


def _shown(found: QuerySet[CooperationRequest]) -> list[CooperationRequest]:
    # Open ones have no outcome: they come first, the nearest day at the top.
    return list(found.select_related("asked", "asking", "told").order_by("outcome", "due", "pk")[:MOST])

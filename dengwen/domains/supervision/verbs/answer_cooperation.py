"""Answer a cooperation request, or refuse it: done by an organ that does not see the case.

The deed still goes into the stream of the case, under its lock. So this door is narrower than the one of a case: it
opens for one request, to a post of the organ asked, and shuts the sight of the case again before it returns.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, finish, lock
from dengwen.domains.letters.rules.file_types import check_file
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.domains.supervision.access import check_asked
from dengwen.domains.supervision.models import CooperationPaper, CooperationRequest
from dengwen.domains.supervision.rules.cooperation import check_answer
from dengwen.foundation.organs.reads.superiors import next_higher
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor

NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A file that goes with an answer."""

    name: str
    content: bytes


def answer_cooperation(
    *, request: int, result: str, actor: Actor, at: datetime, papers: Sequence[PaperDraft] = ()
) -> None:
    """Answer (协作反馈): what was done and what came of it, with files; the organ that asked has it at once.

    Raises ``cooperation.not_found``, ``cooperation.other_organ``, ``cooperation.over``, ``cooperation.no_result`` and
    what :func:`check_file` and :func:`store_file` raise (plan S8e).
    """
    with _door("answer_cooperation", request, actor, at) as (passage, row):
        check_answer(outcome=row.outcome, result=result)
        _close(passage, row, "answered", result)
        for paper in papers:
            name = paper.name.replace("\\", "/").rpartition("/")[2].strip()[-NAME_LENGTH:]
            media_type = check_file(name, paper.content, most=settings.ATTACHMENT_MAX_BYTES)
            passage.create(
                CooperationPaper(
                    matter=passage.matter, request=row, in_answer=True, name=name, media_type=media_type,
                    size=len(paper.content), sha256=store_file(paper.content),
                )
            )  # fmt: skip
        passage.facts["count"] = len(papers)


def refuse_cooperation(*, request: int, reason: str, actor: Actor, at: datetime) -> None:
    """Refuse, with the reason; the organ above the one asked is told, and finds the refusal in its list.

    Raises ``cooperation.not_found``, ``cooperation.other_organ``, ``cooperation.over``, ``cooperation.no_result``.
    """
    with _door("refuse_cooperation", request, actor, at) as (passage, row):
        check_answer(outcome=row.outcome, result=reason)
        _close(passage, row, "refused", reason)
        higher = next_higher(row.asked_id)
        row.told_id = higher.pk if higher else None
        passage.facts["told"] = row.told_id


def _close(passage: Passage, row: CooperationRequest, outcome: str, words: str) -> None:
    passage.watch(row)
    row.outcome, row.result = outcome, words.strip()
    row.answered_on, row.answered_by_id = passage.today, passage.actor.post
    passage.facts |= {"number": row.number, "kind": row.kind, "from": row.asked_id}


@contextmanager
def _door(
    event: str, request: int, actor: Actor, at: datetime
) -> Iterator[tuple[Passage, CooperationRequest]]:
    with transaction.atomic():
        set_post(actor.post)
        asked = CooperationRequest.objects.filter(pk=request).first()
        if asked is None:
            raise Refusal("cooperation.not_found", request=request)
        check_asked(actor, asked)
        _reach_case_of(request)
        try:
            matter = lock(asked.matter_id)
            row = CooperationRequest.objects.get(pk=request)  # again, under the lock of the case
            passage = Passage(matter, event, actor, at, local_day(at, settings.TIME_ZONE))
            passage.watch(matter)
            yield passage, row
            finish([passage])
        finally:
            set_post(actor.post)


def _reach_case_of(request: int) -> None:
    """Let the rest of this deed reach the case of ``request``; the database decides whether it may (``guards.py``)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('dengwen.reach', coalesce(dengwen_cooperation_reach(%s), ''), true)", [request]
        )

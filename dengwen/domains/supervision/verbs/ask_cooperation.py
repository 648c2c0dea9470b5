"""Ask another organ for help with a case, or call that back."""

from collections.abc import Sequence
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.letters.models import Attachment
from dengwen.domains.supervision.models import CooperationPaper, CooperationRequest
from dengwen.domains.supervision.rules.cooperation import check_request
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor


def ask_cooperation(
    *, case: int, asked: int, kind: str, task: str, due: date, actor: Actor, at: datetime,
    consent_on: date | None = None, papers: Sequence[int] = (), version: int | None = None,
) -> None:  # fmt: skip
    """Ask (协作请求) for a task of the case: obtain evidence, serve papers, give help; with a day of its own.

    The organ asked sees the words of ``task`` and the files named in ``papers``, and nothing else of the case. Where
    it learns how to reach the petitioner, ``consent_on`` is the day on which she consented. Raises
    ``cooperation.organ_closed``, ``file.not_here`` and what :func:`check_request` raises (plan S8e, S46).
    """
    with door("ask_cooperation", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        check_request(
            kind=kind, task=task, due=due, consent_on=consent_on, asked=asked, asking=matter.organ_id,
            today=passage.today,
        )  # fmt: skip
        organ = passage.look_up(("organ", asked), lambda: Organ.objects.filter(pk=asked).first())
        if organ is None or organ.closed_on is not None or organ.level in ("unit", "outside"):
            raise Refusal("cooperation.organ_closed", organ=asked)
        request = CooperationRequest(
            matter=matter, number=len(passage.rows(CooperationRequest)) + 1, asking_id=matter.organ_id, asked=organ,
            kind=kind, task=task.strip(), asked_on=passage.today, due=due, consent_on=consent_on, by_id=actor.post,
        )  # fmt: skip
        passage.create(request)
        for pk in dict.fromkeys(papers):
            file = next(iter(passage.rows(Attachment, pk=pk)), None)
            if file is None:
                raise Refusal("file.not_here", attachment=pk)
            passage.create(
                CooperationPaper(
                    matter=matter, request=request, in_answer=False, name=file.name, media_type=file.media_type,
                    size=file.size, sha256=file.sha256,
                )
            )  # fmt: skip
        passage.facts |= {
            "number": request.number,
            "kind": kind,
            "to": asked,
            "answer_by": due.isoformat(),
            "count": len(set(papers)),
        }


def call_back_cooperation(
    *, case: int, request: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Call a request back that is not answered yet, with the reason.

    Raises ``cooperation.not_here``, ``cooperation.over``, ``cooperation.no_result``.
    """
    with door("call_back_cooperation", case=case, actor=actor, at=at, version=version) as passage:
        row = next(iter(passage.rows(CooperationRequest, pk=request)), None)
        if row is None:
            raise Refusal("cooperation.not_here", request=request)
        if row.outcome:
            raise Refusal("cooperation.over")
        if not reason.strip():
            raise Refusal("cooperation.no_result")
        passage.watch(row)
        row.outcome, row.answered_on = "called_back", passage.today
        passage.facts |= {"number": row.number, "kind": row.kind, "to": row.asked_id}
        passage.say("reason", reason)

"""Answer an item of supervision, judge the answer, withdraw the item; and let silence go up."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, finish, lock
from dengwen.domains.letters.rules.file_types import check_file
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.domains.supervision.access import check_raiser, check_supervised, items_visible_to
from dengwen.domains.supervision.models import (
    SupervisionAnswer,
    SupervisionEscalation,
    SupervisionItem,
    SupervisionPaper,
)
from dengwen.domains.supervision.rules.items import (
    check_answer,
    check_judgement,
    check_withdrawal,
    goes_up,
    next_told,
)
from dengwen.domains.supervision.states import ItemState
from dengwen.domains.supervision.verbs.answer_cooperation import NAME_LENGTH, PaperDraft
from dengwen.domains.supervision.verbs.own_stream import Sheet, change
from dengwen.foundation.organs.reads.superiors import higher_organs
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor, load_actor

MISSING = "supervision.not_found"


def answer_supervision(
    *, item: int, words: str, evidence: str, actor: Actor, at: datetime, papers: Sequence[PaperDraft] = ()
) -> None:
    """Answer what was demanded, with evidence: what was done, where the paper lies, files (L22 Art.40).

    Raises ``supervision.not_found``, ``supervision.other_organ``, and as :func:`check_answer`, :func:`check_file`.
    """
    items = items_visible_to(actor)
    with change(items, item, "supervision_answered", actor=actor, at=at, missing=MISSING) as sheet:
        row = sheet.root
        check_supervised(actor, row)
        check_answer(state=row.state, words=words, evidence=evidence)
        number = row.answers.count() + 1
        answer = SupervisionAnswer(
            item=row,
            number=number,
            words=words.strip(),
            evidence=evidence.strip(),
            on=sheet.today,
            by_id=actor.post,
        )
        sheet.create(answer)
        for paper in papers:
            name = paper.name.replace("\\", "/").rpartition("/")[2].strip()[-NAME_LENGTH:]
            media_type = check_file(name, paper.content, most=settings.ATTACHMENT_MAX_BYTES)
            sheet.create(
                SupervisionPaper(
                    item=row, answer=answer, name=name, media_type=media_type, size=len(paper.content),
                    sha256=store_file(paper.content),
                )
            )  # fmt: skip
        row.state = ItemState.ANSWERED.value
        sheet.facts |= {"number": number, "papers": len(papers)}


def judge_supervision(
    *, item: int, settle: bool, remarks: str, actor: Actor, at: datetime, due: date | None = None
) -> None:
    """Settle the item, or return it with what is missing and a new day; only the organ that raised it.

    Raises ``supervision.not_found``, ``supervision.not_raiser``, ``supervision.own_answer``, and as
    :func:`check_judgement`.
    """
    event = "supervision_settled" if settle else "supervision_returned"
    with change(items_visible_to(actor), item, event, actor=actor, at=at, missing=MISSING) as sheet:
        row = sheet.root
        check_raiser(actor, row)
        check_judgement(state=row.state, settle=settle, remarks=remarks, due=due, today=sheet.today)
        answer = row.answers.select_related("by").order_by("-number")[0]
        if answer.by.account_id == actor.account:
            raise Refusal("supervision.own_answer")
        sheet.watch(answer)
        answer.remarks, answer.judged_on, answer.judged_by_id = remarks.strip(), sheet.today, actor.post
        if settle:
            answer.outcome = ItemState.SETTLED.value
            _end(sheet, ItemState.SETTLED, "")
        else:
            answer.outcome = row.state = ItemState.RETURNED.value
            row.due, row.returned = due or row.due, row.returned + 1


def withdraw_supervision(*, item: int, words: str, actor: Actor, at: datetime) -> None:
    """Withdraw an item that was raised in error, with the reason.

    Raises ``supervision.not_found``, ``supervision.not_raiser``, ``supervision.ended``, ``supervision.no_remarks``.
    """
    items = items_visible_to(actor)
    with change(items, item, "supervision_withdrawn", actor=actor, at=at, missing=MISSING) as sheet:
        check_raiser(actor, sheet.root)
        check_withdrawal(state=sheet.root.state, words=words)
        _end(sheet, ItemState.WITHDRAWN, words.strip())


def escalate_supervision(*, day: date, at: datetime) -> int:
    """Tell the next organ above of every item that is silent past its day; return how many were told of.

    Each item is a transaction of its own under a post of the organ that raised it. It may run twice. Raises
    ``day.future``.
    """
    if day > local_day(at, settings.TIME_ZONE):
        raise Refusal("day.future", day=day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT item, post FROM supervision_silent(%s)", [day])
        found = cursor.fetchall()
    return sum(_escalate(item, post, day, at) for item, post in found)


def _escalate(item: int, post: int, day: date, at: datetime) -> bool:
    with transaction.atomic():
        set_post(post)
        actor = load_actor(post, day)
        row = items_visible_to(actor).filter(pk=item).first()
        if row is None:
            return False  # it accuses this very organ, which does not see it
        told = list(row.escalations.filter(due=row.due).values_list("organ", flat=True))
        if not goes_up(state=row.state, due=row.due, told=len(told), today=day):
            return False
        above = [organ.pk for organ in higher_organs(row.organ_id)]
        organ = next_told(above=above, raised_by=row.by_organ_id, told=told)
        if organ is None:
            return False
        items = items_visible_to(actor)
        with change(items, item, "supervision_went_up", actor=actor, at=at, missing=MISSING) as sheet:
            sheet.create(SupervisionEscalation(item=sheet.root, organ_id=organ, on=day, due=row.due))
            sheet.facts |= {"organ": organ, "due": row.due.isoformat()}
    return True


def _end(sheet: Sheet[SupervisionItem], state: ItemState, words: str) -> None:
    row = sheet.root
    row.state, row.end_words = state.value, words
    row.ended_on, row.ended_by_id = sheet.today, sheet.actor.post
    if row.matter_id is not None:
        _tell_case(row.matter_id, sheet)


def _tell_case(case: int, sheet: Sheet[SupervisionItem]) -> None:
    """Let the case say that its supervision ended; one that went out of the actor's sight since has no entry of it."""
    try:
        matter = lock(case)
    except Refusal:
        return
    passage = Passage(matter, sheet.event, sheet.actor, sheet.at, sheet.today)
    passage.watch(matter)
    row = sheet.root
    passage.facts |= {"item": row.pk, "cause": row.cause, "to": row.organ_id}
    finish([passage])

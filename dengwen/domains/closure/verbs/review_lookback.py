"""Review a drawn case: begin a sheet, conclude it, and settle what two reviewers found differently."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.models import LookbackFinding, LookbackSeat, LookbackSheet
from dengwen.domains.closure.reads.lookback_independence import check_reviewer
from dengwen.domains.closure.rules.lookback_sheet import (
    Finding,
    Result,
    Standing,
    check_findings,
    check_settling,
    is_as_drawn,
    part_of,
    result_of,
)
from dengwen.domains.closure.verbs.lookback_holding import hold_seat, tell
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post


def begin_lookback(*, seat: int, actor: Actor, at: datetime) -> None:
    """Take up a drawn case as its reviewer, the first or the blind second.

    Never somebody who acted in the case or examined it, never the organ that handled it, never the same person twice.
    Raises ``lookback.no_longer_closed``, ``lookback.acted_in_case``, ``lookback.same_reviewer``,
    ``lookback.taken`` and, from the door, ``place.*`` and ``conflict.*`` (plan S8d, S36).
    """
    with transaction.atomic():
        row = hold_seat(seat, actor, Right.EXAMINE)
        with door("begin_lookback", case=row.matter_id, actor=actor, at=at) as passage:
            matter = passage.matter
            if not is_as_drawn(state=matter.state, closed_on=matter.closed_on, drawn_closed_on=row.closed_on):
                raise Refusal("lookback.no_longer_closed")
            check_reviewer(actor, matter)
            taken = [_account(post) for post in (row.first_id, row.second_id) if post is not None]
            part = part_of(actor.account, taken=taken, double=row.double)
            passage.create(
                LookbackSheet(matter=matter, seat=row, by_id=actor.post, part=part, begun_on=passage.today)
            )
            passage.facts |= {"closed_on": row.closed_on.isoformat(), "part": part}
        if part == 1:
            row.first_id = actor.post
        else:
            row.second_id = actor.post
        row.save()
        tell(row.round_id, "lookback_begun", actor, at, {"place": row.pk, "part": part})


def conclude_lookback(*, seat: int, findings: Sequence[Finding], actor: Actor, at: datetime) -> None:
    """Conclude the own sheet: each item judged; one lacking item fails the closure.

    With the last sheet of a place its result is settled, if the sheets agree: a failed closure is reopened at once and
    debited to the organ that handled it. Raises what :func:`check_findings` raises and ``lookback.no_sheet``.
    """
    with transaction.atomic():
        row = hold_seat(seat, actor, Right.EXAMINE)
        items = {
            entry.code: entry.extras.get("may_be_not_owed") == "yes"
            for entry in code_list("lookback_items").entries
        }
        checked = check_findings(findings, items=items)
        settled = Result.OPEN
        with door("conclude_lookback", case=row.matter_id, actor=actor, at=at) as passage:
            sheet = _own_sheet(passage, row, actor)
            passage.watch(sheet)
            sheet.concluded_on, sheet.result = passage.today, result_of(checked).value
            for each in checked:
                passage.create(
                    LookbackFinding(
                        matter=passage.matter,
                        sheet=sheet,
                        item=each.item,
                        found=each.found,
                        remark=each.remark,
                    )
                )
            settled = _stand(row, sheet)
            if settled:
                passage.event = "settle_lookback"
                passage.facts["result"] = settled.value
        if settled:
            _settle(row, settled, actor, at)
        else:
            row.save()
            facts: dict[str, object] = {"place": row.pk, "part": sheet.part, "standing": row.standing}
            tell(row.round_id, "lookback_concluded", actor, at, facts)


def settle_lookback(*, seat: int, result: str, reason: str, actor: Actor, at: datetime) -> None:
    """Settle what two reviewers found differently; a third person does, who reads both sheets.

    Raises ``lookback.nothing_disputed``, ``lookback.same_reviewer``, ``lookback.result_unknown``,
    ``lookback.no_reason`` and what :func:`begin_lookback` raises.
    """
    with transaction.atomic():
        row = hold_seat(seat, actor, Right.EXAMINE)
        taken = [_account(post) for post in (row.first_id, row.second_id) if post is not None]
        settled = check_settling(
            result, reason=reason, disputed=row.standing == Standing.DISPUTED, same=actor.account in taken
        )
        with door("settle_lookback", case=row.matter_id, actor=actor, at=at) as passage:
            check_reviewer(actor, passage.matter)
            passage.facts["result"] = settled.value
            passage.say("reason", reason)
        _settle(row, settled, actor, at)


def _own_sheet(passage: Passage, row: LookbackSeat, actor: Actor) -> LookbackSheet:
    mine = [
        sheet
        for sheet in passage.rows(LookbackSheet, seat_id=row.pk, by_id=actor.post)
        if sheet.concluded_on is None
    ]
    if not mine:
        raise Refusal("lookback.no_sheet")
    return mine[0]


def _stand(row: LookbackSeat, sheet: LookbackSheet) -> Result:
    """Note that ``sheet`` is done; return the result where it settles the place.

    The other sheet is shown only once the place is no longer open, so that is written before it is read.
    """
    if sheet.part == 1:
        row.first_done = True
    else:
        row.second_done = True
    if not row.first_done or (row.double and not row.second_done):
        return Result.OPEN
    row.standing = Standing.DISPUTED.value
    row.save()
    others = row.sheets.exclude(pk=sheet.pk).values_list("result", flat=True)
    return Result(sheet.result) if all(other == sheet.result for other in others) else Result.OPEN


def _settle(row: LookbackSeat, result: Result, actor: Actor, at: datetime) -> None:
    """Write the result down; what failed is taken up again through its own door (plan S33, S36)."""
    row.standing, row.result = Standing.SETTLED.value, result.value
    row.settled_on = local_day(at, settings.TIME_ZONE)
    row.save()
    facts: dict[str, object] = {"place": row.pk, "case": row.matter_id, "organ": row.organ_id}
    tell(row.round_id, "lookback_settled", actor, at, facts | {"result": result.value})
    if result is Result.FAILED:
        words = code_list("lookback_words").entry("reopened")
        reopen_matter(
            case=row.matter_id, reason=f"{words.zh} {words.en}", cause="lookback", actor=actor, at=at
        )


def _account(post: int) -> int:
    return Post.objects.values_list("account_id", flat=True).get(pk=post)

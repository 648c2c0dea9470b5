"""Let the next in the order take the place of a drawn case."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.domains.cases.models import Matter
from dengwen.domains.closure.models import LookbackSeat
from dengwen.domains.closure.reads.lookback_independence import independent_reviewers
from dengwen.domains.closure.rules.draw import next_in_order, read_population, shuffled, stratum_key
from dengwen.domains.closure.rules.lookback_sheet import Standing, check_replacing, is_as_drawn
from dengwen.domains.closure.verbs.lookback_holding import hold_seat, tell
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def replace_drawn(*, seat: int, reason: str, actor: Actor, at: datetime) -> int | None:
    """Replace a drawn case by the next in its stratum's order; return the new place, None where the stratum is through.

    ``reason`` is of the code list ``lookback_replacements`` and must be true: nobody replaces at will, and never what
    a reviewer has opened. Raises what :func:`check_replacing` and :func:`hold_seat` raise (plan S36).
    """
    with transaction.atomic():
        row = hold_seat(seat, actor, Right.PLAN_LOOKBACK)
        today = local_day(at, settings.TIME_ZONE)
        matter = Matter.objects.filter(pk=row.matter_id).first()
        reviewers = (
            independent_reviewers(organ=row.round.organ_id, matter=matter, today=today) if matter else 0
        )
        because = check_replacing(
            reason, begun=row.first_id is not None, reviewers=reviewers,
            closed_as_drawn=matter is not None
            and is_as_drawn(state=matter.state, closed_on=matter.closed_on, drawn_closed_on=row.closed_on),
        )  # fmt: skip
        row.standing, row.replaced_because, row.settled_on = Standing.REPLACED.value, because.value, today
        row.save()
        new = _next(row)
        facts = {"place": row.pk, "case": row.matter_id, "reason": because.value}
        tell(row.round_id, "lookback_replaced", actor, at,
             facts | {"by": new.matter_id if new else None, "rank": new.rank if new else None})  # fmt: skip
        return new.pk if new else None


def _next(row: LookbackSeat) -> LookbackSeat | None:
    members = {member.case: member for member in read_population(row.round.population.listing)}
    name = stratum_key(row.stratum.organ_id, row.stratum.method)
    order = shuffled(bytes.fromhex(row.round.seed), members.values())[name]
    found = next_in_order(order, row.stratum.seats.values_list("rank", flat=True))
    if found is None:
        return None
    rank, case = found
    return LookbackSeat.objects.create(
        round=row.round, stratum=row.stratum, matter_id=case, rank=rank, double=row.double, replaces=row,
        organ_id=members[case].organ, closed_on=members[case].closed_on,
    )  # fmt: skip

"""Raise an item of supervision: by hand on a case or on a duty of an organ, or by rule (L05 Art.36; L22 Art.40)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.supervision.access import check_above
from dengwen.domains.supervision.models import SupervisionItem
from dengwen.domains.supervision.reads.sweep_found import Hit, found_by_rule
from dengwen.domains.supervision.rules.items import check_item
from dengwen.domains.supervision.rules.sweep_rules import SweepRule, sweep_rules
from dengwen.domains.supervision.states import ENDED
from dengwen.domains.supervision.verbs.own_stream import begin, new_salt
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MOST = 500


def raise_supervision(
    *, case: int, cause: str, grounds: str, demand: str, due: date, actor: Actor, at: datetime,
    version: int | None = None,
) -> int:  # fmt: skip
    """Raise an item on the handling of a case by the organ that holds it; return the item.

    The case has its entry that it is supervised, the item one in its own stream. Raises ``supervision.cause_open`` and
    what the door and :func:`check_item` raise.
    """
    with door("raise_supervision", case=case, actor=actor, at=at, version=version) as passage:
        check_item(cause=cause, grounds=grounds, demand=demand, due=due, today=passage.today)
        row = _on_case(passage, cause, due)
        row.grounds, row.demand = grounds.strip(), demand.strip()
        _write(row, actor, at)
        _tell(passage, row)
    return row.pk


def raise_on_duty(
    *, organ: int, cause: str, grounds: str, demand: str, due: date, actor: Actor, at: datetime
) -> int:
    """Raise an item on a duty of an organ below the actor's that is about no single case; return the item.

    Raises ``right.missing``, ``supervision.not_above``, ``supervision.organ_closed`` and as :func:`check_item`.
    """
    with transaction.atomic():
        set_post(actor.post)
        check_above(actor, organ)
        today = local_day(at, settings.TIME_ZONE)
        check_item(cause=cause, grounds=grounds, demand=demand, due=due, today=today)
        named = Organ.objects.filter(pk=organ, closed_on=None).exclude(level__in=("unit", "outside")).first()
        if named is None:
            raise Refusal("supervision.organ_closed")
        row = SupervisionItem(
            organ=named, by_organ_id=actor.bureau, by_id=actor.post, cause=cause, grounds=grounds.strip(),
            demand=demand.strip(), raised_on=today, due=due, salt=new_salt(),
        )  # fmt: skip
        _write(row, actor, at)
    return row.pk


@dataclass(slots=True)
class Swept:
    """What a sweep did: how many items it raised; ``left``: the rules find more than one sweep raises."""

    raised: int = 0
    left: bool = False


def sweep_supervision(*, actor: Actor, at: datetime, most: int = MOST) -> Swept:
    """Raise an item for whatever a rule finds among the open cases below the actor's organ; each thing once, ever.

    Each case is a transaction of its own. A case that the actor is kept from is passed over. Raises ``right.missing``.
    """
    actor.require(Right.SUPERVISE)
    today, swept = local_day(at, settings.TIME_ZONE), Swept()
    for rule in sweep_rules():
        with transaction.atomic():
            set_post(actor.post)
            hits = found_by_rule(actor, rule, today, most=most - swept.raised + 1)
        for hit in hits:
            if swept.raised >= most:
                swept.left = True
                return swept
            swept.raised += _raise_by_rule(rule, hit, actor, at)
    return swept


def _raise_by_rule(rule: SweepRule, hit: Hit, actor: Actor, at: datetime) -> bool:
    try:
        with door("raise_supervision", case=hit.case, actor=actor, at=at) as passage:
            due = passage.today + timedelta(days=rule.answer_days)
            row = _on_case(passage, rule.cause, due)
            row.rule, row.about, row.limit, row.limit_day = rule.key, hit.about, hit.limit, hit.limit_day
            _write(row, actor, at)
            _tell(passage, row)
            passage.facts |= {"rule": rule.key}
    except Refusal:
        return False  # changed since it was found, or the actor is kept from it
    return True


def _on_case(passage: Passage, cause: str, due: date) -> SupervisionItem:
    matter, actor = passage.matter, passage.actor
    open_now = SupervisionItem.objects.filter(matter=matter, cause=cause).exclude(state__in=ENDED)
    if open_now.exists():
        raise Refusal("supervision.cause_open", cause=cause)
    return SupervisionItem(
        organ_id=matter.organ_id, by_organ_id=actor.bureau, by_id=actor.post, matter_id=matter.pk, cause=cause,
        raised_on=passage.today, due=due, salt=new_salt(),
    )  # fmt: skip


def _write(row: SupervisionItem, actor: Actor, at: datetime) -> None:
    with begin(row, "supervision_raised", actor=actor, at=at) as sheet:
        sheet.facts |= {"cause": row.cause, "organ": row.organ_id, "due": row.due.isoformat()}


def _tell(passage: Passage, row: SupervisionItem) -> None:
    passage.facts |= {
        "item": row.pk, "cause": row.cause, "from": row.by_organ_id, "to": row.organ_id,
        "answer_by": row.due.isoformat(),
    }  # fmt: skip

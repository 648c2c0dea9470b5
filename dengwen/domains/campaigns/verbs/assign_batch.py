"""Assign many cases to one organ with one letter; each is assigned, or refused, by itself (plan S21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from dengwen.base.canonical import canonical_json
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import AssignmentBatch
from dengwen.domains.campaigns.verbs.book_of_campaign import campaign_door
from dengwen.domains.cases.verbs.send_matter import assign_matter
from dengwen.domains.cases.verbs.sign_for_matter import sign_for_matter
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MOST = 500


class _NothingDoneError(Exception):
    """No case was assigned: then nothing is written, not even the letter."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one case: nothing was refused, or why."""

    case: int
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """The letter, if any case was assigned by it, and what became of each."""

    batch: int | None
    became: tuple[Became, ...]


def assign_batch(
    *, campaign: int, cases: Sequence[int], to: int, reason: str, report_by: date, actor: Actor, at: datetime
) -> Assigned:
    """Assign ``cases`` to ``to`` with a report due on each; return the letter and what became of every case.

    Each goes through its own door with its own entry and its own clock. Raises ``batch.none``, ``batch.too_many``,
    ``right.missing``, ``campaign.not_found``.
    """
    actor.require(Right.SCREEN)
    picked = list(dict.fromkeys(cases))
    if not picked:
        raise Refusal("batch.none")
    if len(picked) > MOST:
        raise Refusal("batch.too_many", most=MOST)
    became: list[Became] = []
    try:
        with campaign_door("cases_assigned", campaign=campaign, actor=actor, at=at) as passage:
            became.extend(
                _assigned(case, to=to, reason=reason, report_by=report_by, actor=actor, at=at)
                for case in picked
            )
            done = [each.case for each in became if each.refusal is None]
            if not done:
                raise _NothingDoneError
            letters = AssignmentBatch.objects.filter(campaign=campaign, organ=actor.bureau)
            row = AssignmentBatch(
                campaign=passage.campaign, organ_id=actor.bureau, to=Organ.objects.get(pk=to), words=reason.strip(),
                number=(letters.aggregate(last=Max("number"))["last"] or 0) + 1, cases=canonical_json(done),
                report_by=report_by, on=passage.today, at=at, by_id=actor.post,
            )  # fmt: skip
            passage.create(row)
            passage.facts |= {"to": to, "assigned": len(done), "refused": len(became) - len(done)}
    except _NothingDoneError:
        return Assigned(None, tuple(became))
    return Assigned(row.pk, tuple(became))


def _assigned(case: int, *, to: int, reason: str, report_by: date, actor: Actor, at: datetime) -> Became:
    try:
        with transaction.atomic():
            assign_matter(case=case, to=to, reason=reason, report_by=report_by, actor=actor, at=at)
    except Refusal as refusal:
        return Became(case, refusal)
    return Became(case, None)


def sign_batch(*, cases: Sequence[int], actor: Actor, at: datetime) -> list[Became]:
    """Sign for each of these cases of a letter by itself; return what became of each."""
    found = []
    for case in list(dict.fromkeys(cases))[:MOST]:
        try:
            with transaction.atomic():
                sign_for_matter(case=case, actor=actor, at=at)
        except Refusal as refusal:
            found.append(Became(case, refusal))
        else:
            found.append(Became(case, None))
    return found

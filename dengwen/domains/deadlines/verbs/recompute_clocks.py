"""Count the running limits again after a holiday notice was adopted."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from dengwen.base.clock import local_day
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.door import Passage, finish
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.deadlines.reads.calendars import LOCK, newest_calendar
from dengwen.domains.deadlines.reads.touched_clocks import moves, touched
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

BATCH = 200


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One batch: matters looked at, matters changed, and after which matter the next begins (None: all is done)."""

    looked_at: int
    changed: int
    after: int | None


def recompute_clocks(*, actor: Actor, at: datetime, after: int = 0, size: int = BATCH) -> Recomputed:
    """Count the limits of the next ``size`` matters again, those after the matter ``after``, in one transaction.

    A matter of which a limit moves gets one entry, ``due_recomputed``, with the old and the new day of each; where
    nothing moves nothing is written. So it can be stopped at any time and begun anew, and a second run changes
    nothing. A petitioner's period never gets shorter by it. Only matters that ``actor`` sees are looked at. Raises
    ``right.missing``.
    """
    actor.require(Right.ADOPT_NOTICE)
    if after == 0:
        _wait_for_older_counts()
    with transaction.atomic():
        set_post(actor.post)
        newest = newest_calendar()
        found = touched(newest).filter(matter__gt=after).order_by("matter").values_list("matter", flat=True)
        ids = list(found.distinct()[:size])
        if not ids:
            return Recomputed(0, 0, None)
        changing = moves(list(touched(newest).filter(matter__in=ids)), newest)
        passages = _passages(list(changing), actor, at, newest)
        finish(passages)
        return Recomputed(len(ids), len(passages), ids[-1])


def _wait_for_older_counts() -> None:
    """Wait for every transaction that began to count before the notice was adopted; then none is missed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _passages(ids: list[int], actor: Actor, at: datetime, newest: int) -> list[Passage]:
    """Lock the matters and look again: what changed in the meantime needs no second entry."""
    today = local_day(at, settings.TIME_ZONE)
    locked = list(Matter.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    running = Clock.objects.filter(matter__in=ids, met_on=None, stopped=False).order_by("pk")
    still = moves(list(running), newest)
    passages = []
    for matter in locked:
        if matter.pk not in still:
            continue
        passage = Passage(matter, "due_recomputed", actor, at, today)
        passage.watch(matter)
        passage.facts |= {"notice": newest, "changes": [move.as_fact() for move in still[matter.pk]]}
        passages.append(passage)
    return passages

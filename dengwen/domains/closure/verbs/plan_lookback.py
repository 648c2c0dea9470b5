"""Plan a round of look-back."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.closure.models import LookbackRound
from dengwen.domains.closure.rules.sample_sizes import LEVELS, check_plan
from dengwen.domains.closure.verbs.lookback_holding import tell
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def plan_lookback(
    *,
    title: str,
    since: date,
    until: date,
    size: int,
    least: int,
    second_percent: int,
    actor: Actor,
    at: datetime,
) -> int:
    """Plan to look back at the matters closed from ``since`` to ``until`` below the actor's bureau; return the id.

    ``size`` are drawn, at least ``least`` of each stratum (organ right below, resolution); ``second_percent`` of them
    go to two reviewers. Raises ``right.missing``, ``lookback.level`` and what :func:`check_plan` raises (plan S36).
    """
    actor.require(Right.PLAN_LOOKBACK)
    today = local_day(at, settings.TIME_ZONE)
    check_plan(
        title=title, since=since, until=until, today=today, size=size, least=least, second=second_percent
    )
    with transaction.atomic():
        set_post(actor.post)
        organ = Organ.objects.get(pk=actor.bureau)
        if organ.level not in LEVELS:
            raise Refusal("lookback.level", organ=organ)
        row = LookbackRound.objects.create(
            organ_id=actor.bureau, title=" ".join(title.split())[:120], since=since, until=until, size=size,
            least=least, second_percent=second_percent, planned_by_id=actor.post, planned_at=at,
        )  # fmt: skip
        facts: dict[str, object] = {
            "organ": actor.bureau,
            "since": since.isoformat(),
            "until": until.isoformat(),
        }
        tell(row.pk, "lookback_planned", actor, at,
             facts | {"size": size, "least": least, "second_percent": second_percent})  # fmt: skip
        return row.pk

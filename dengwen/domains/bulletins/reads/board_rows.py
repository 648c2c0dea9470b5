"""What the wall board says of each organ, counted from the cases: read by the job that keeps it, not by pages.

``told`` of a row: ``stages`` (how many are counted, resolved, waiting outside; under ``""`` what is counted now),
``steps`` (of what is counted now and open, by state: how many, and how many beyond their limit), ``targets``
(:func:`_target`), ``moves`` (how many came into the scope and went out of it since each stage began), ``owes`` (how
much the organ itself owes, how much of it is late, and how much with all below it), ``due`` (:func:`_due`).
``days``: closings by stage and day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from dengwen.domains.bulletins.rules.pace import FEWEST, Pace, Standing, expected_at, look_back, pace_of
from dengwen.domains.campaigns.access import bureaus_below
from dengwen.domains.campaigns.models import Campaign, StageRun
from dengwen.domains.campaigns.reads.owed import OrganOwes, owed_by_all
from dengwen.domains.campaigns.reads.standing import runs_of
from dengwen.domains.campaigns.rules.duties import Due
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack, Target

NOW = ""  # the name of what is counted now, beside the stages
_NEXT, _NAMED = 6, 3  # things that are late and things still to come; organs that are named with each


@dataclass(slots=True)
class Sums:
    """The counts of one organ and all below it."""

    whole: Counter[str] = field(default_factory=Counter)
    done: dict[str, Counter[date]] = field(default_factory=lambda: defaultdict(Counter))
    outside: dict[str, Counter[date]] = field(default_factory=lambda: defaultdict(Counter))
    open: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, int]] = field(default_factory=Counter)

    def stands(self, stage: str) -> Standing:
        """Return where a stage stands."""
        return Standing(self.whole[stage], self.done[stage].total(), self.outside[stage].total())

    def pace(self, stage: str, days: int, today: date) -> Pace | None:
        """Return the pace of the last ``days`` days."""
        start = today - timedelta(days=days)
        then = self.whole[stage]
        within: list[dict[int, int]] = []
        for moved in (self.done[stage], self.outside[stage]):
            then -= sum(number for day, number in moved.items() if day <= start)
            within.append({(day - start).days: number for day, number in moved.items() if day > start})
        closed, left = within
        return pace_of(then, closed, left, days)


def board_rows(actor: Actor, campaign: Campaign, pack: CampaignPack, today: date) -> list[dict[str, Any]]:
    """Return a row for the organ of the campaign and every bureau below it: ``top``, ``told``, ``days``."""
    tops = [campaign.organ_id, *bureaus_below(campaign).values_list("pk", flat=True)]
    sums = _sums(campaign, tops, today)
    runs = runs_of(campaign)
    owed = {each.organ.pk: each for each in owed_by_all(actor, campaign, pack, today)}
    below = _below(tops)
    whole = sums[campaign.organ_id]
    return [
        {
            "top": top,
            "told": {
                "stages": {stage: _standing(mine.stands(stage)) for stage in (NOW, *runs)},
                "steps": {state: [mine.open[state], mine.late[state]] for state in sorted(mine.open)},
                "targets": {
                    each.key: _target(each, runs.get(each.stage), mine, whole, today) for each in pack.targets
                },
                "moves": {stage: [mine.moves[stage, 1], mine.moves[stage, -1]] for stage in runs},
                "owes": _owes(owed.get(top), [owed[each] for each in below[top] if each in owed]),
                "due": _due([owed[each] for each in below[top] if each in owed]),
            },
            "days": {stage: _days(mine.done[stage]) for stage in runs},
        }
        for top, mine in ((top, sums[top]) for top in tops)
    ]


def _sums(campaign: Campaign, tops: list[int], today: date) -> Mapping[int, Sums]:
    above: dict[int, list[int]] = defaultdict(list)
    for top, organ in OrganReach.objects.filter(top__in=tops).values_list("top_id", "organ_id"):
        above[organ].append(top)
    found: dict[int, Sums] = defaultdict(Sums)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM bulletins_campaign_counts(%s, %s, %s)", [campaign.pk, today, settings.TIME_ZONE]
        )
        for stage, organ, state, overdue, done_on, outside_on, number in cursor.fetchall():
            # What was sent to an organ beyond the campaign's tree still counts: for the campaign as a whole.
            for top in above.get(organ) or [campaign.organ_id]:
                mine = found[top]
                mine.whole[stage] += number
                if done_on is not None:
                    mine.done[stage][done_on] += number
                elif outside_on is not None:
                    mine.outside[stage][outside_on] += number
                if state:
                    mine.open[state] += number
                    mine.late[state] += number if overdue else 0
        cursor.execute("SELECT * FROM bulletins_scope_moves(%s)", [campaign.pk])
        for stage, organ, step, number in cursor.fetchall():
            for top in above.get(organ) or [campaign.organ_id]:
                found[top].moves[stage, step] += number
    return found


def _standing(stands: Standing) -> list[int]:
    return [stands.whole, stands.done, stands.outside]


def _target(target: Target, run: StageRun | None, mine: Sums, whole: Sums, today: date) -> dict[str, Any]:
    """Return ``done_by`` (resolved by the day of the target) and, before it, what is to be expected by then.

    An organ with few open cases has no pace of its own: that of the whole campaign stands for it (``own`` is false).
    """
    if run is None:
        return {}
    told: dict[str, Any] = {
        "done_by": sum(number for day, number in mine.done[target.stage].items() if day <= target.by)
    }
    ahead = (target.by - today).days
    days = look_back(ahead=ahead, since=(today - run.entered_on).days) if ahead > 0 else 0
    pace = mine.pace(target.stage, days, today)
    own = pace is not None and (pace.at_risk >= FEWEST or mine is whole)
    pace = pace if own else whole.pace(target.stage, days, today)
    if pace is not None:
        expected = expected_at(mine.stands(target.stage), pace, ahead)
        told |= {
            "expected": round(expected.cases, 2), "margin": round(expected.margin, 2), "days": pace.days,
            "closed": round(pace.chance, 4), "own": own,
        }  # fmt: skip
    return told


def _below(tops: list[int]) -> Mapping[int, list[int]]:
    """Return for each organ itself and those of ``tops`` below it, in the order of ``tops``."""
    place = {top: number for number, top in enumerate(tops)}
    found: dict[int, list[int]] = defaultdict(list)
    for top, organ in OrganReach.objects.filter(top__in=tops, organ__in=tops).values_list(
        "top_id", "organ_id"
    ):
        found[top].append(organ)
    return {top: sorted(organs, key=place.__getitem__) for top, organs in found.items()}


def _owes(owed: OrganOwes | None, all_of_them: Sequence[OrganOwes]) -> dict[str, int]:
    late = sum(each.overdue for each in all_of_them)
    if owed is None:
        return {"things": 0, "open": 0, "late": 0, "late_below": late}
    return {
        "things": len(owed.lines), "open": owed.open, "late": owed.overdue, "late_below": late - owed.overdue,
    }  # fmt: skip


def _due(all_of_them: Sequence[OrganOwes]) -> list[dict[str, Any]]:
    """Return what is owed next, by itself and all below: one line for what several organs owe by the same day."""
    owed: dict[tuple[date, str, str, str, bool], list[Organ]] = defaultdict(list)
    for each in all_of_them:
        for line in each.lines:
            if line.is_open:
                owed[line.rolled, line.kind, line.en, line.zh, line.state is Due.OVERDUE].append(each.organ)
    keys = sorted(owed)
    some = [key for key in keys if key[-1]][:_NEXT] + [key for key in keys if not key[-1]][:_NEXT]
    return [
        {
            "due": key[0].isoformat(), "kind": key[1], "en": key[2], "zh": key[3], "count": len(owed[key]),
            "organs": [[organ.pk, organ.name, organ.name_en] for organ in owed[key][:_NAMED]],
        }
        for key in some
    ]  # fmt: skip


def _days(done: Mapping[date, int]) -> list[tuple[str, int]]:
    days: Iterable[tuple[date, int]] = sorted(done.items())
    return [(day.isoformat(), number) for day, number in days]

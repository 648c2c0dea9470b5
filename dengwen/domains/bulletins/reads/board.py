"""The wall board of a campaign for one organ, from the rows that a job keeps: one statement, however many cases."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.rules.pace import lacks, wanted_of
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack, Target
from dengwen.foundation.rulebook.campaign_file import campaign_pack

NOW = ""
MOST = 3
_NOTHING = (0, 0, 0)

# One statement: the campaign, whose board it is (the one asked for, else the actor's own, else the whole campaign's),
# when its stages began, and the rows. What the post may see is a promise of the database: of a campaign or an organ
# that it does not reach there is nothing.
_SEEN = """
WITH seen AS (
  SELECT c.id, c.organ_id, c.pack, c.stage, (SELECT json_object_agg(r.stage, r.entered_on)
      FROM campaigns_stagerun r WHERE r.campaign_id = c.id) AS runs,
    coalesce(%(asked)s, (SELECT r.organ_id FROM organs_organreach r
      WHERE r.top_id = c.organ_id AND r.organ_id = %(bureau)s), c.organ_id) AS top
  FROM campaigns_campaign c WHERE c.id = %(campaign)s)
SELECT s.id, s.organ_id, s.pack, s.stage, s.runs, s.top, o.id, o.name, o.name_en, o.parent_id, b."on", b."at", b.told,
  CASE WHEN o.id = s.top THEN b.days END
FROM seen s LEFT JOIN (organs_organreach r JOIN organs_organ o ON o.id = r.organ_id
  JOIN bulletins_boardrow b ON b.top_id = o.id)
  ON r.top_id = s.top AND b.campaign_id = s.id AND (%(all)s OR o.id = s.top OR o.parent_id = s.top)
ORDER BY o.code, o.id
"""


@dataclass(frozen=True, slots=True)
class SeenCampaign:
    """A campaign as its board needs it; ``runs``: on which day each stage was entered, as far as it was."""

    id: int
    organ: int
    pack: CampaignPack
    stage: str
    runs: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Goal:
    """A target at one organ: ``whole`` counted, ``done`` resolved; ``expected`` by its day where that can be said.

    ``fixed``: the stage has begun and the denominator holds still. ``days``: how far the pace was looked back;
    ``closed``: which part of what was open then was closed since; ``own``: it is the pace of this very organ.
    """

    target: Target
    fixed: bool
    whole: int
    done: int
    outside: int
    done_by: int
    expected: float | None = None
    margin: float = 0.0
    days: int = 0
    closed: float = 0.0
    own: bool = True

    @property
    def wanted(self) -> int:
        """How many are asked for."""
        return wanted_of(self.whole, self.target.share)

    @property
    def missing(self) -> int:
        """How many of them are not resolved yet."""
        return max(0, self.wanted - self.done)

    @property
    def short(self) -> int:
        """How many will lack on the day at this pace."""
        return 0 if self.expected is None else lacks(self.whole, self.target.share, self.expected)

    def percent(self, number: float) -> float:
        """Return a number of cases in per cent of what is counted."""
        return 100 * number / self.whole if self.whole else 0.0


@dataclass(slots=True)
class Line:
    """An organ of the board with all below it. ``depth``: how far below the organ that is looked at."""

    id: int
    name: str
    name_en: str
    told: Mapping[str, Any]
    depth: int = 0

    def goal(self, target: Target) -> Goal:
        """Return how a target stands here."""
        known = self.told["stages"].get(target.stage)
        whole, done, outside = known or self.told["stages"].get(NOW, _NOTHING)
        said = dict(self.told["targets"].get(target.key) or {})
        return Goal(target, known is not None, whole, done, outside, said.pop("done_by", done), **said)

    def moves(self, stage: str) -> tuple[int, int] | None:
        """How many came into the scope and went out of it since a stage began; None before it did."""
        found = self.told.get("moves", {}).get(stage)
        return None if found is None else (found[0], found[1])

    @property
    def counted(self) -> int:
        """How many cases the campaign counts here now."""
        return int(self.told["stages"].get(NOW, _NOTHING)[0])

    @property
    def late(self) -> int:
        """How many open cases are beyond the limit of the step they are in."""
        return sum(late for _, late in self.told["steps"].values())

    @property
    def owes(self) -> Mapping[str, int]:
        """What the organ itself owes the campaign: ``things``, ``open``, ``late``; and ``late_below``, the others."""
        found: Mapping[str, int] = self.told["owes"]
        return found


@dataclass(frozen=True, slots=True)
class OrganWord:
    """An organ by name."""

    id: int
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that ``count`` organs owe by a day. ``kind``: item, contact, return, summary, task."""

    kind: str
    en: str
    zh: str
    due: date
    count: int
    organs: tuple[OrganWord, ...]

    @property
    def others(self) -> int:
        """How many organs are not named."""
        return self.count - len(self.organs)


@dataclass(frozen=True)
class Board:
    """What was counted at ``at`` on the legal day ``on``: ``me`` first of ``lines``, in the order of the tree."""

    on: date
    at: datetime
    lines: Sequence[Line]
    days: Mapping[str, Sequence[tuple[str, int]]]

    @property
    def me(self) -> Line:
        """The organ that is looked at."""
        return self.lines[0]

    @cached_property
    def below(self) -> list[Line]:
        """Return the organs right below it."""
        return [line for line in self.lines if line.depth == 1]

    def short_by(self, target: Target) -> list[tuple[Line, Goal]]:
        """Return the organs right below that will lack cases to a target, most first: where help is needed."""
        found = [(line, goal) for line in self.below if (goal := line.goal(target)).short]
        return sorted(found, key=lambda pair: (-pair[1].short, pair[0].id))

    def steps(self) -> list[tuple[str, int, int]]:
        """Return the states in which cases are beyond their limit, most first: how many are, and how many are in it."""
        found = [(state, late, number) for state, (number, late) in self.me.told["steps"].items() if late]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def next_due(self) -> list[Waits]:
        """Return what is owed next by whom: what is late first, then what comes, each by its day."""
        return [
            Waits(
                each["kind"], each["en"], each["zh"], date.fromisoformat(each["due"]), each["count"],
                tuple(OrganWord(*organ) for organ in each["organs"]),
            )
            for each in self.me.told["due"]
        ]  # fmt: skip

    def burn_down(self, stage: str, since: date) -> list[tuple[date, int]]:
        """Return day by day how many of a stage's cases were not resolved at its end, from the day ``since`` to ``on``.

        A closing that was reopened since has left the line on every day: it is what stands today.
        """
        rest = int(self.me.told["stages"].get(stage, _NOTHING)[0])
        closed: Counter[date] = Counter()
        for on, number in self.days.get(stage, ()):
            closed[max(date.fromisoformat(on), since)] += number
        found = []
        for ahead in range((self.on - since).days + 1):
            day = since + timedelta(days=ahead)
            rest -= closed[day]
            found.append((day, rest))
        return found


def board_of(
    actor: Actor, campaign: int, *, organ: int | None = None, whole: bool = False
) -> tuple[SeenCampaign, Board | None]:
    """Return a campaign and its board for an organ: the one asked for, else the actor's own, else all of it.

    The board is None where nothing was counted yet, or the actor does not reach the organ. Its lines are the organ
    and those right below, with ``whole`` all below; each counts everything below it. Raises ``campaign.not_found``.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, {"campaign": campaign, "bureau": actor.bureau, "asked": organ, "all": whole})
        rows = cursor.fetchall()
    if not rows:
        raise Refusal("campaign.not_found", campaign=campaign)
    pk, office, pack, stage, runs, top, *_ = rows[0]
    days = {key: date.fromisoformat(day) for key, day in (runs or {}).items()}
    return SeenCampaign(pk, office, campaign_pack(pack), stage, days), _board([row[6:] for row in rows], top)


def _board(rows: Sequence[tuple[Any, ...]], top: int) -> Board | None:
    known = {row[0]: row for row in rows}
    if top not in known:
        return None
    below: dict[int, list[int]] = defaultdict(list)
    for pk, _name, _english, parent, *_rest in rows:
        if pk != top:
            below[parent if parent in known else top].append(pk)
    lines: list[Line] = []
    _walk(top, 0, known, below, lines)
    *_, on, at, _told, days = known[top]
    return Board(on, at, lines, json.loads(days))


def _walk(
    pk: int,
    depth: int,
    known: Mapping[int, tuple[Any, ...]],
    below: Mapping[int, list[int]],
    lines: list[Line],
) -> None:
    _, name, english, _, _, _, told, _ = known[pk]
    lines.append(Line(pk, name, english, json.loads(told), depth))
    for each in below.get(pk, ()):
        _walk(each, depth + 1, known, below, lines)


def next_target(pack: CampaignPack, on: date) -> Target:
    """Return the target that is nearest ahead, or the last one where all days are over."""
    ahead = [each for each in pack.targets if each.by >= on]
    return min(ahead, key=lambda each: each.by) if ahead else max(pack.targets, key=lambda each: each.by)

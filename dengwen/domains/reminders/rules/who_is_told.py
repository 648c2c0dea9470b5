"""Who is told of a step: the posts, and where nobody holds the post, the gap that somebody has to fill.

Plain Python. Half: the handler. Near: and the head of the unit. Last day: and the leader in charge. Late: and the
next-higher organ. Every part ends in a post or in a gap, so that no step is passed over in silence; and a later step
tells everybody whom an earlier one tells, so that who was away loses nothing by hearing of the later one alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dengwen.domains.reminders.rules.steps import Part, Step, schedule


class GapKind(StrEnum):
    """Why a part finds nobody (code list ``reminder_gaps``)."""

    NO_REGISTRAR = "no_registrar"
    NO_UNIT_HEAD = "no_unit_head"
    NO_LEADER = "no_leader"
    NO_REVIEWER = "no_reviewer"
    NO_HIGHER = "no_higher"
    HANDLER_LEFT = "handler_left"
    LEADER_LEFT = "leader_left"


# At the organ above, the first of these roles that somebody holds hears of what is late.
HEARS_FROM_BELOW = ("campaign_office", "reviewer", "registrar")
# Who can put another name on a matter, or appoint somebody.
MENDS = ("registrar", "unit_head", "leader", "campaign_office", "administrator")


@dataclass(frozen=True, slots=True)
class Team:
    """Who answers for a matter: the ``organ`` that answers, the one ``above`` it, and what is named on the matter.

    ``examining``: the duty is that of the organ which examines the dossier; then ``organ`` is that one, and the
    unit, handler and leader of the matter have no part in it.
    """

    organ: int
    above: int | None = None
    unit: int | None = None
    handler: int | None = None
    leader: int | None = None
    examining: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """The posts in force on the day: by organ and role, and all of them."""

    by_role: Mapping[tuple[int, str], tuple[int, ...]]
    posts: frozenset[int] = frozenset()

    def holding(self, organ: int, role: str) -> tuple[int, ...]:
        """Return the posts in force of the role in the organ itself."""
        return self.by_role.get((organ, role), ())


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Nobody is there: in which organ, and why."""

    organ: int
    kind: GapKind


@dataclass(slots=True)
class Told:
    """The posts that are told of one step of one matter, and the gaps."""

    posts: set[int] = field(default_factory=set)
    gaps: set[Gap] = field(default_factory=set)


def who_is_told(step: Step, team: Team, staff: Staff) -> Told:
    """Return who is told of ``step``; never nobody without a gap."""
    told = Told()
    ways = {Part.HANDLER: _handler, Part.UNIT_HEAD: _unit_head, Part.LEADER: _leader, Part.HIGHER: _higher}
    for part in schedule().tells[step]:
        for found in ways[part](team, staff):
            if isinstance(found, Gap):
                told.gaps.add(found)
            else:
                told.posts.add(found)
    return told


def hears_of_gap(gap: Gap, *, bureau: int, above: int | None, staff: Staff) -> set[int]:
    """Return who is told that nobody is there: whoever can mend it in the organ or its bureau, and the organ above."""
    posts = {post for organ in {gap.organ, bureau} for role in MENDS for post in staff.holding(organ, role)}
    if above is not None:
        posts |= {*_first_held(above, HEARS_FROM_BELOW, staff), *staff.holding(above, "administrator")}
    return posts


def _handler(team: Team, staff: Staff) -> Iterator[int | Gap]:
    """The handler; before there is one, whoever registers and screens; of a dossier, whoever examines it."""
    if team.examining:
        yield from staff.holding(team.organ, "reviewer") or _gap(team.organ, GapKind.NO_REVIEWER)
    elif team.handler is None:
        yield from staff.holding(team.organ, "registrar") or _gap(team.organ, GapKind.NO_REGISTRAR)
    elif team.handler in staff.posts:
        yield team.handler
    else:  # the registrar can name another one
        yield from _gap(team.organ, GapKind.HANDLER_LEFT)
        yield from staff.holding(team.organ, "registrar")


def _unit_head(team: Team, staff: Staff) -> Iterator[int | Gap]:
    """The head of the unit; where no unit has the matter, the bureau's own, else its leader."""
    if team.unit is not None and not team.examining:
        yield from staff.holding(team.unit, "unit_head") or _gap(team.unit, GapKind.NO_UNIT_HEAD)
    else:
        yield from staff.holding(team.organ, "unit_head") or _leader(team, staff)


def _leader(team: Team, staff: Staff) -> Iterator[int | Gap]:
    """The leader in charge; where none is named, or the one who was is gone, the leaders of the organ."""
    if team.leader is not None and not team.examining:
        if team.leader in staff.posts:
            yield team.leader
            return
        yield from _gap(team.organ, GapKind.LEADER_LEFT)
        yield from staff.holding(team.organ, "leader")
        return
    yield from staff.holding(team.organ, "leader") or _gap(team.organ, GapKind.NO_LEADER)


def _higher(team: Team, staff: Staff) -> Iterator[int | Gap]:
    """The next-higher organ; above the highest there is nobody."""
    if team.above is not None:
        yield from _first_held(team.above, HEARS_FROM_BELOW, staff) or _gap(team.above, GapKind.NO_HIGHER)


def _first_held(organ: int, roles: Iterable[str], staff: Staff) -> tuple[int, ...]:
    return next((posts for role in roles if (posts := staff.holding(organ, role))), ())


def _gap(organ: int, kind: GapKind) -> tuple[Gap, ...]:
    return (Gap(organ, kind),)

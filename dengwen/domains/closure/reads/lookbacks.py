"""Rounds of look-back as pages show them: the list, one round with its places, one place with its sheets, my sheets."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to as cases_visible_to
from dengwen.domains.cases.models import Matter
from dengwen.domains.closure.access import rounds_visible_to
from dengwen.domains.closure.models import LookbackFinding, LookbackRound, LookbackSeat, LookbackSheet
from dengwen.domains.deadlines.rules.compute_due import compute_due
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack

MOST = 200


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list, and how many of its places have a result."""

    round: LookbackRound
    places: int
    settled: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the sample; ``case`` is None where the case does not exist for this post."""

    seat: LookbackSeat
    case: Matter | None


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A sheet with its findings by item."""

    sheet: LookbackSheet
    findings: dict[str, LookbackFinding]


def rounds_of(actor: Actor) -> list[RoundLine]:
    """Return the newest rounds that the post may see."""
    in_sample = Count("seats", filter=~Q(seats__standing="replaced"))
    done = Count("seats", filter=Q(seats__standing="settled"))
    found = rounds_visible_to(actor).select_related("organ").annotate(places=in_sample, done=done)
    return [RoundLine(row, row.places, row.done) for row in found.order_by("-pk")[:MOST]]


def round_of(actor: Actor, lookback: int) -> LookbackRound:
    """Return a round; raises ``lookback.not_found``."""
    row = rounds_visible_to(actor).select_related("organ", "planned_by__account").filter(pk=lookback).first()
    if row is None:
        raise Refusal("lookback.not_found")
    return row


def places_of(actor: Actor, row: LookbackRound) -> list[Place]:
    """Return the places of a round in the order of the draw, each followed by what replaced it."""
    seats = row.seats.select_related("stratum__organ", "organ", "first__account", "second__account").order_by(
        "stratum_id", "rank"
    )
    return _with_cases(actor, list(seats))


def my_places(actor: Actor) -> list[Place]:
    """Return the places whose open sheet is the post's own."""
    mine = LookbackSeat.objects.filter(
        Q(first=actor.post, first_done=False) | Q(second=actor.post, second_done=False), standing="open"
    )
    return _with_cases(
        actor, list(mine.select_related("stratum", "organ", "round").order_by("closed_on")[:MOST])
    )


def place_of(actor: Actor, seat: int) -> Place:
    """Return one place with its round; raises ``lookback.not_found`` where post or case may not see it."""
    row = LookbackSeat.objects.filter(round__in=rounds_visible_to(actor), pk=seat)
    places = _with_cases(actor, list(row.select_related("round__organ", "stratum__organ", "organ")))
    if not places or places[0].case is None:
        raise Refusal("lookback.not_found")
    return places[0]


def sheets_of(seat: LookbackSeat) -> list[SheetShown]:
    """Return the sheets of a place that this post may read: its own, and all once the place is no longer open."""
    sheets = seat.sheets.select_related("by__account").prefetch_related("findings").order_by("part")
    return [SheetShown(sheet, {each.item: each for each in sheet.findings.all()}) for sheet in sheets]


def look_back_by(place: Place) -> date | None:
    """Return the day by which the closure is to be looked at, as the pack of its case has it (plan S36)."""
    if place.case is None:
        return None
    law = pack(place.case.pack)
    return compute_due(law.limit("lookback"), place.seat.closed_on, calendar=law.calendar).target


def _with_cases(actor: Actor, seats: list[LookbackSeat]) -> list[Place]:
    cases = cases_visible_to(actor).in_bulk([seat.matter_id for seat in seats])
    return [Place(seat, cases.get(seat.matter_id)) for seat in seats]

"""Registers of outside bodies: their rows with candidates, and the reconciliation of each body (plan S15)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from dengwen.domains.campaigns.models import Campaign, OutsideDecision, OutsideRegister, OutsideRow
from dengwen.domains.campaigns.reads.scope_at import part_of
from dengwen.domains.campaigns.rules.matching import DAYS, Alike, Said, alike
from dengwen.domains.campaigns.states import RowStanding
from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import State
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

SHOWN = 3  # candidates of a row
_READ = 3000  # matters looked at for a page of rows
_COLUMNS = ("pk", "number", "title", "place", "received_on", "occurred_on", "organ", "external_key")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that the actor sees and that the row may be, with the reasons."""

    case: int
    said: Said
    alike: Alike


@dataclass(frozen=True, slots=True)
class RowSheet:
    """A row as a person decides about it. ``ask``: organs beyond the actor's reach that may hold it."""

    row: OutsideRow
    candidates: tuple[Candidate, ...]
    ask: tuple[Organ, ...]
    decisions: tuple[OutsideDecision, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One body's registers and ours. ``only_we`` is a query: what that body sent us and its registers do not hold."""

    body: str
    registers: tuple[OutsideRegister, ...]
    counts: dict[str, int]
    only_we: QuerySet[Matter]
    rows: int
    already: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the list for a body: a row of its registers, or (``only_we``) a case that only we hold."""

    standing: str
    position: int | None
    their_number: str
    our_number: str
    title: str
    received_on: date | None
    problem: str


def registers_seen(actor: Actor, campaign: Campaign | None) -> list[OutsideRegister]:
    """Return the registers of outside bodies that the actor's organ and those below took in, the newest first."""
    if not actor.has(Right.IMPORT):
        return []
    found = OutsideRegister.objects.filter(campaign=campaign).select_related("organ")
    return list(found.order_by("-took_on", "-pk"))


def register_seen(register: int, campaign: Campaign | None) -> OutsideRegister | None:
    """Return one register."""
    return OutsideRegister.objects.filter(pk=register, campaign=campaign).select_related("organ").first()


def counts_of(registers: Iterable[OutsideRegister]) -> dict[int, dict[str, int]]:
    """Return how many rows of each register stand where."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: {each.value: 0 for each in RowStanding})
    rows = OutsideRow.objects.filter(register__in=list(registers)).values("register", "standing")
    for row in rows.annotate(count=Count("pk")):
        found[row["register"]][row["standing"]] = row["count"]
    return found


def row_sheets(actor: Actor, rows: Sequence[OutsideRow]) -> list[RowSheet]:
    """Return the rows with their candidates: only what the actor sees, by numbers, words, days and places."""
    decisions: dict[int, list[OutsideDecision]] = defaultdict(list)
    for each in OutsideDecision.objects.filter(row__in=[row.pk for row in rows]).order_by("pk"):
        decisions[each.row_id].append(each)
    open_rows = [row for row in rows if row.standing == RowStanding.OPEN]
    ours = _ours(actor, open_rows) if open_rows else {}
    reach = set(OrganReach.objects.filter(top=actor.bureau).values_list("organ", flat=True))
    found = []
    for row in rows:
        told = decisions[row.pk]
        not_it = {each.case_id for each in told if each.kind == "different"}
        candidates: list[Candidate] = []
        if row.standing == RowStanding.OPEN:
            candidates = _candidates(row, {pk: said for pk, said in ours.items() if pk not in not_it})
        seen = any(each.said.number == row.our_number for each in candidates) or not row.our_number
        ask = _ask(row, reach, seen) if row.standing == RowStanding.OPEN else ()
        found.append(RowSheet(row, tuple(candidates[:SHOWN]), ask, tuple(told)))
    return found


def reconciled(actor: Actor, campaign: Campaign | None) -> list[Reconciled]:
    """Return the reconciliation with every body that gave a register to the actor's organ."""
    mine = [row for row in registers_seen(actor, campaign) if row.organ_id == actor.bureau]
    counts = counts_of(mine)
    found = []
    for body in sorted({row.body for row in mine}):
        registers = tuple(row for row in mine if row.body == body)
        sums = {each.value: sum(counts[row.pk][each.value] for row in registers) for each in RowStanding}
        found.append(
            Reconciled(
                body, registers, sums, _only_we(actor, body, registers, campaign),
                sum(row.rows for row in registers), sum(row.already for row in registers),
            )
        )  # fmt: skip
    return found


def rows_of_body(registers: Iterable[OutsideRegister], standing: str) -> QuerySet[OutsideRow]:
    """Return the rows of a body's registers that stand so, in their order."""
    found = OutsideRow.objects.filter(register__in=list(registers), standing=standing)
    return found.select_related("case").order_by("register", "position")


def listed_rows(register: OutsideRegister, standing: str, *, after: int, most: int) -> list[OutsideRow]:
    """Return at most ``most`` rows of a register that stand so, behind the row number ``after``."""
    found = OutsideRow.objects.filter(register=register, standing=standing, position__gt=after)
    return list(found.select_related("named", "case").order_by("position")[:most])


def report_lines(found: Reconciled) -> Iterator[ReportLine]:
    """Yield every row and every case of a reconciliation, with how it stands."""
    for standing in RowStanding:
        for row in rows_of_body(found.registers, standing):
            number = (row.case.number if row.case is not None else row.our_number) or ""
            yield ReportLine(
                standing.value,
                row.position,
                row.their_number,
                number,
                row.title,
                row.received_on,
                row.problem,
            )
    for matter in found.only_we:
        yield ReportLine("only_we", None, "", matter.number or "", "", matter.received_on, "")


def organ_codes() -> list[str]:
    """Return the codes of all organs: a row may name any of them, within reach or not."""
    return [code for code in Organ.objects.values_list("code", flat=True) if code]


def _only_we(
    actor: Actor, body: str, registers: Iterable[OutsideRegister], campaign: Campaign | None
) -> QuerySet[Matter]:
    """What that body sent us, in the campaign or open, and none of its rows was found to be."""
    held = OutsideRow.objects.filter(register__in=list(registers)).exclude(case=None).values("case")
    below = OrganReach.objects.filter(top=actor.bureau).values("organ")
    scope = Q(is_open=True) if campaign is None else part_of(campaign.pk, "in") or Q(pk=None)
    found = visible_to(actor).filter(scope, source=body, organ__in=below).exclude(state=State.MERGED.value)
    return found.exclude(pk__in=held).order_by("number")


def _ours(actor: Actor, rows: Sequence[OutsideRow]) -> dict[int, Said]:
    """Return the matters within reach that any of the rows may be: by number, or received about the same days."""
    numbers = [row.our_number for row in rows if row.our_number]
    keys = [row.their_number for row in rows if row.their_number]
    exact = Q(number__in=numbers) | (Q(external_key__in=keys) & ~Q(external_key=""))
    days = Q(pk=None)
    for row in rows:
        if row.received_on is not None:
            span = (row.received_on - timedelta(DAYS), row.received_on + timedelta(DAYS))
            days |= Q(received_on__range=span)
    below = OrganReach.objects.filter(top=actor.bureau).values("organ")
    seen = visible_to(actor).exclude(state=State.MERGED.value)
    near = seen.filter(days, organ__in=below).order_by("-received_on", "-pk").values_list(*_COLUMNS)[:_READ]
    found = {}
    for pk, number, title, place, received, occurred, organ, key in [
        *seen.filter(exact).values_list(*_COLUMNS),
        *near,
    ]:
        found[pk] = Said(title, "", place, received, occurred, organ, number or "", key)
    return found


def _candidates(row: OutsideRow, ours: dict[int, Said]) -> list[Candidate]:
    theirs = Said(
        row.title, row.text, row.place, row.received_on, row.occurred_on, row.named_id, row.our_number, row.their_number
    )  # fmt: skip
    found = [
        Candidate(pk, said, likeness)
        for pk, said in ours.items()
        if (likeness := alike(theirs, said)) is not None
    ]
    return sorted(found, key=lambda each: (-each.alike.exact, -each.alike.score, each.case))


def _ask(row: OutsideRow, reach: set[int], seen: bool) -> tuple[Organ, ...]:
    """Return organs beyond reach that may hold it, from what the row itself says: nothing of theirs is looked at."""
    wanted = Q(pk=None)
    if row.named_id is not None and row.named_id not in reach:
        wanted |= Q(pk=row.named_id)
    if not seen:
        wanted |= Q(code=row.our_number.split("-")[0].ljust(12, "0"))
    if wanted == Q(pk=None):
        return ()
    return tuple(Organ.objects.filter(wanted).exclude(pk__in=reach))

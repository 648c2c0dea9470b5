"""The queue of pairs, and one pair side by side."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from dengwen.domains.cases.models import Claim, Contact, Matter
from dengwen.domains.linkage.access import pair_seen, pairs_visible_to, waiting
from dengwen.domains.linkage.models import MatterPair, PairDecision
from dengwen.domains.linkage.reads.runs import Progress
from dengwen.domains.linkage.rules.pictures import Agreement, Step, waterfall
from dengwen.domains.linkage.rules.settings import settings
from dengwen.foundation.permissions.actor import Actor

PAGE = 25
_TEXT = 4000
QUEUES = ("offered", "sample", "decided")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two matters, as the post may read it."""

    case: int
    number: str
    title: str
    organ: str
    organ_en: str
    state: str
    register: str
    key: str
    received_on: date
    occurred_on: date | None
    place: str
    texts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A pair in the queue."""

    id: int
    weight: float
    answer: str
    one: Side
    other: Side
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided before."""

    answer: str
    words: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class PairSeen:
    """A pair with its waterfall. ``around``: how many of the pairs of the left matter are decided."""

    id: int
    weight: float
    answer: str
    one: Side
    other: Side
    steps: tuple[Step, ...]
    decisions: tuple[Decided, ...]
    around: Progress
    decided_at: int


def queue(actor: Actor, which: str, after: tuple[float, int] | None = None) -> tuple[list[Line], str]:
    """Return a page of pairs and where the next begins (empty at the end).

    ``which``: offered and not decided, the heaviest first; the sample, drawn and not decided, in no order of weight, so
    that nobody learns to expect an answer; or those decided.
    """
    rows = _of(pairs_visible_to(actor), which)
    order = ("pk",) if which == "sample" else ("-weight", "pk")
    if after:
        weight, last = after
        later = Q(pk__gt=last) if which == "sample" else Q(weight__lt=weight) | Q(weight=weight, pk__gt=last)
        rows = rows.filter(later)
    found = list(rows.select_related("one__organ", "other__organ").order_by(*order)[: PAGE + 1])
    more = f"{found[PAGE - 1].weight!r}:{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return [_line(row) for row in found[:PAGE]], more


def next_pair(actor: Actor, after: int) -> int | None:
    """Return the next pair to decide: another one of the same matters first, else the heaviest."""
    rows = _of(pairs_visible_to(actor), "offered").exclude(pk=after).order_by("-weight", "pk")
    pair = pairs_visible_to(actor).filter(pk=after).first()
    if pair is not None:
        sides = (pair.one_id, pair.other_id)
        near = rows.filter(Q(one__in=sides) | Q(other__in=sides)).values_list("pk", flat=True).first()
        if near is not None:
            return near
    return rows.values_list("pk", flat=True).first()


def pair_page(actor: Actor, pair: int) -> PairSeen:
    """Return one pair side by side; raises ``linkage.pair_not_found``."""
    row = pair_seen(actor, pair)
    of_left = pairs_visible_to(actor).filter(Q(one=row.one_id) | Q(other=row.one_id), offered=True)
    answers = list(of_left.values_list("answer", flat=True))
    decisions = PairDecision.objects.filter(pair=row).select_related("post__account").order_by("pk")
    return PairSeen(
        id=row.pk, weight=row.weight, answer=row.answer,
        one=_side(row.one, whole=True), other=_side(row.other, whole=True),
        steps=tuple(waterfall(row.prior, agreements_of(row))),
        decisions=tuple(
            Decided(each.answer, each.words, each.at, each.post.account.name) for each in decisions
        ),
        around=Progress(sum(map(bool, answers)), len(answers)), decided_at=len(decisions),
    )  # fmt: skip


def agreements_of(row: MatterPair) -> dict[str, Agreement]:
    """Return what is kept of how two matters agree, in the order of the settings."""
    told = row.agreements
    return {each.key: Agreement(*told[each.key]) for each in settings().comparisons if each.key in told}


def _of(rows: QuerySet[MatterPair], which: str) -> QuerySet[MatterPair]:
    if which == "decided":
        return rows.exclude(answer="")
    rows = waiting(rows)
    return rows.filter(sampled=True) if which == "sample" else rows.filter(offered=True)


def _line(row: MatterPair) -> Line:
    agreed = tuple(key for key, found in agreements_of(row).items() if found.weight > 0.5)
    return Line(row.pk, row.weight, row.answer, _side(row.one), _side(row.other), agreed)


def _side(matter: Matter, *, whole: bool = False) -> Side:
    """Return one matter; nobody is named here, and no party is read."""
    texts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    if whole:
        words = (
            Contact.objects.filter(matter=matter).order_by("received_on", "pk").values_list("text", flat=True)
        )
        texts = tuple(text[:_TEXT] for text in words if text)
        told = Claim.objects.filter(matter=matter).order_by("position").values_list("text", flat=True)
        claims = tuple(text[:_TEXT] for text in told if text)
    return Side(
        case=matter.pk, number=matter.number or "", title=matter.title, organ=matter.organ.name,
        organ_en=matter.organ.name_en, state=matter.state, register=matter.external_source,
        key=matter.external_key, received_on=matter.received_on, occurred_on=matter.occurred_on,
        place=matter.place, texts=texts, claims=claims,
    )  # fmt: skip

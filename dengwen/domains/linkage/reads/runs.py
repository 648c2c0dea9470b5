"""Runs as they stand, and how good the threshold is by what people decided."""

from dataclasses import dataclass
from datetime import datetime

from dengwen.domains.linkage.access import pairs_visible_to, visible_to, waiting
from dengwen.domains.linkage.models import LinkageRun
from dengwen.domains.linkage.rules.estimate import Band, Quality, band_at, bands_of, quality
from dengwen.domains.linkage.rules.settings import settings
from dengwen.domains.linkage.states import AT_WORK, CAN_GO_ON, STAGES, Answer, RunState, Stage
from dengwen.foundation.permissions.actor import Actor

SHOWN = 20
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run as it stands; see the model for what the columns mean. ``step`` of ``steps``: the stage it is at."""

    id: int
    state: str
    stage: str
    total: int
    done: int
    matters: int
    pairs: int
    fresh: int
    weights: int | None
    learned_from: int | None
    trouble: str
    stop_asked: bool
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    beat_at: datetime | None
    organ_id: int
    who: str
    bands: tuple[int, ...]

    @property
    def at_work(self) -> bool:
        """Say whether the run waits for the worker or runs."""
        return self.state in AT_WORK

    @property
    def can_go_on(self) -> bool:
        """Say whether somebody may let it go on."""
        return self.state in CAN_GO_ON

    @property
    def step(self) -> int:
        """Return the number of the stage, from 1."""
        return STAGES.index(Stage(self.stage)) + 1

    @property
    def steps(self) -> int:
        """Return how many stages there are."""
        return len(STAGES)


@dataclass(frozen=True, slots=True)
class BandSeen:
    """One band of weight: its pairs, and what people decided on those that were drawn from it."""

    begin: float
    end: float | None
    pairs: int
    decided: int
    same: int
    offered: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page of linkage says of the last run that is done."""

    run: RunSeen
    bands: tuple[BandSeen, ...]
    quality: Quality


def runs_of(actor: Actor) -> list[RunSeen]:
    """Return the last runs that ``actor`` sees, the newest first."""
    rows = visible_to(actor).select_related("weights", "post__account").order_by("-pk")[:SHOWN]
    return [_seen(row) for row in rows]


def run_of(actor: Actor, run: int) -> RunSeen | None:
    """Return one run, or None where the post sees none of this number."""
    row = visible_to(actor).select_related("weights", "post__account").filter(pk=run).first()
    return _seen(row) if row else None


def standing(actor: Actor) -> Standing | None:
    """Return how the last finished run of the own organ stands, or None before there is one.

    Only pairs that were drawn, whatever people looked at besides, say how good the threshold is.
    """
    row = (
        visible_to(actor)
        .select_related("weights", "post__account")
        .filter(organ=actor.bureau, state=RunState.DONE.value)
        .order_by("-pk")
        .first()
    )
    if row is None:
        return None
    known = settings()
    counts = _decided(actor, row)
    bands = [
        Band(begin, end, pairs, *counts.get(number, (0, 0)))
        for number, ((begin, end), pairs) in enumerate(zip(bands_of(known.bands), row.bands, strict=True))
    ]
    shown = tuple(
        BandSeen(
            each.begin, None if each.end == float("inf") else each.end, each.pairs, each.decided, each.same,
            each.begin >= known.offer,
        )
        for each in bands
    )  # fmt: skip
    return Standing(_seen(row), shown, quality(bands, known.offer))


def _decided(actor: Actor, run: LinkageRun) -> dict[int, tuple[int, int]]:
    """Return for each band how many drawn pairs were decided, and how many are the same; unsure is neither."""
    edges = settings().bands
    told = (
        pairs_visible_to(actor)
        .filter(run=run, sampled=True, answer__in=[Answer.SAME.value, Answer.DIFFERENT.value])
        .values_list("weight", "answer")
    )
    found: dict[int, tuple[int, int]] = {}
    for weight, answer in told:
        decided, same = found.get(band := band_at(edges, weight), (0, 0))
        found[band] = (decided + 1, same + (answer == Answer.SAME.value))
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the pairs that are put before people are decided; ``more``: there are more than were counted."""

    decided: int
    total: int
    more: bool = False

    @property
    def shown(self) -> str:
        """Return the total as it is shown."""
        return f"{self.total}+" if self.more else str(self.total)


def progress(actor: Actor) -> Progress:
    """Return how far people are with the pairs that they are offered; counted to a thousand of either kind."""
    offered = pairs_visible_to(actor).filter(offered=True)
    decided = offered.exclude(answer="")[: COUNTED + 1].count()
    left = waiting(offered)[: COUNTED + 1].count()
    return Progress(
        min(decided, COUNTED), min(decided, COUNTED) + min(left, COUNTED), max(decided, left) > COUNTED
    )


def _seen(row: LinkageRun) -> RunSeen:
    return RunSeen(
        id=row.pk, state=row.state, stage=row.stage, total=row.total, done=row.done, matters=row.matters,
        pairs=row.pairs, fresh=row.fresh, weights=row.weights.number if row.weights else None,
        learned_from=row.weights.matters if row.weights else None, trouble=row.trouble, stop_asked=row.stop_asked,
        made_at=row.made_at, started_at=row.started_at, finished_at=row.finished_at, beat_at=row.beat_at,
        organ_id=row.organ_id, who=row.post.account.name, bands=tuple(row.bands),
    )  # fmt: skip

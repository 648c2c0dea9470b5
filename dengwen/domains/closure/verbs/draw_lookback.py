"""Commit to the draw of a round, and draw it."""

import secrets
from collections import Counter
from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.closure.models import LookbackPopulation, LookbackSeat, LookbackStratum
from dengwen.domains.closure.reads.lookback_population import closures_to_look_at
from dengwen.domains.closure.rules.draw import (
    SEED_BYTES,
    Member,
    commitment,
    draw,
    population_digest,
    read_population,
    stratum_key,
    write_population,
)
from dengwen.domains.closure.rules.sample_sizes import allocate
from dengwen.domains.closure.verbs.lookback_holding import hold_round, tell
from dengwen.foundation.identity.sealing import open_bytes, seal_bytes
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def commit_lookback(*, lookback: int, actor: Actor, at: datetime) -> None:
    """Freeze the population and commit to a random seed: the digests of both go to the ledger before any draw.

    From here on nothing can be steered: no case enters or leaves, no size changes, and the seed is made here and
    sealed. Raises ``lookback.committed``, ``lookback.nothing_closed``, ``lookback.size_too_small`` (plan S36).
    """
    with transaction.atomic():
        row = hold_round(lookback, actor, Right.PLAN_LOOKBACK)
        if row.committed_at is not None:
            raise Refusal("lookback.committed")
        closures = closures_to_look_at(organ=row.organ_id, since=row.since, until=row.until)
        names = {stratum_key(each.branch, each.method): (each.branch, each.method) for each in closures}
        members = [
            Member(stratum_key(each.branch, each.method), each.case, each.organ, each.closed_on)
            for each in closures
        ]
        numbers = Counter(member.stratum for member in members)
        sizes = allocate(numbers, size=row.size, least=row.least)
        listing = write_population(members)
        seed = secrets.token_bytes(SEED_BYTES)
        row.committed_at, row.population_count = at, len(closures)
        row.population_sha256, row.seed_sha256 = population_digest(listing), commitment(seed)
        row.sealed_seed = seal_bytes(seed)
        row.save()
        LookbackPopulation.objects.create(round=row, listing=listing)
        LookbackStratum.objects.bulk_create(
            LookbackStratum(
                round=row, organ_id=names[name][0], method=names[name][1],
                population=numbers[name], sample=size,
            )
            for name, size in sorted(sizes.items())
        )  # fmt: skip
        tell(row.pk, "lookback_committed", actor, at, {
            "seed_sha256": row.seed_sha256, "population_sha256": row.population_sha256,
            "population": len(closures), "sizes": sizes, "second_percent": row.second_percent,
        })  # fmt: skip


def draw_lookback(*, lookback: int, actor: Actor, at: datetime) -> int:
    """Reveal the seed and draw; return how many cases were drawn.

    Raises ``lookback.not_committed``, ``lookback.drawn``.
    """
    with transaction.atomic():
        row = hold_round(lookback, actor, Right.PLAN_LOOKBACK)
        if row.committed_at is None:
            raise Refusal("lookback.not_committed")
        if row.drawn_at is not None:
            raise Refusal("lookback.drawn")
        seed = open_bytes(bytes(row.sealed_seed))
        strata = {stratum_key(each.organ_id, each.method): each for each in row.strata.all()}
        members = {member.case: member for member in read_population(row.population.listing)}
        drawn = draw(
            seed=seed, members=list(members.values()), second_percent=row.second_percent,
            sizes={name: each.sample for name, each in strata.items()},
        )  # fmt: skip
        row.seed, row.drawn_at, row.sealed_seed = seed.hex(), at, b""
        row.save()
        LookbackSeat.objects.bulk_create(
            LookbackSeat(
                round=row, stratum=strata[each.stratum], matter_id=each.case, rank=each.rank, double=each.double,
                organ_id=members[each.case].organ, closed_on=members[each.case].closed_on,
            )
            for each in drawn
        )  # fmt: skip
        told = [[each.stratum, each.rank, each.case, each.double] for each in drawn]
        tell(row.pk, "lookback_drawn", actor, at, {"seed": row.seed, "drawn": told})
        return len(drawn)

"""The steps of a run in the database: begun, one step further, weights learned, pairs stored, ended."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from dengwen.base.errors import Refusal
from dengwen.domains.linkage.access import weights_visible_to
from dengwen.domains.linkage.models import LearnedWeights, LinkageRun, MatterPair
from dengwen.domains.linkage.rules.settings import MISSING, Settings, digest_of
from dengwen.domains.linkage.states import RunState, Stage
from dengwen.domains.linkage.verbs.holding import hold_run, tell
from dengwen.foundation.permissions.actor import Actor


def begin_run(*, run: int, actor: Actor, at: datetime) -> UUID:
    """Take the run over, tell the ledger, and return the claim by which this process names itself.

    Raises ``linkage.run_not_found``, and ``linkage.cannot_go_on`` for one that is done.
    """
    with transaction.atomic():
        row = hold_run(run, actor)
        if row.state == RunState.DONE:
            raise Refusal("linkage.cannot_go_on")
        event = "linkage_resumed" if row.started_at else "linkage_begun"
        row.state, row.stop_asked, row.claim = RunState.RUNNING.value, False, uuid4()
        row.started_at, row.beat_at, row.finished_at, row.trouble = row.started_at or at, at, None, ""
        row.save()
        tell(event, row.organ_id, {"run": row.pk, "stage": row.stage}, actor, at)
        return row.claim


def step(*, run: int, claim: UUID, stage: Stage, done: int, total: int, actor: Actor, at: datetime) -> bool:
    """Write down how far the run is; return whether somebody asked it to stop."""
    with transaction.atomic():
        row = hold_run(run, actor, claim=claim)
        row.stage, row.done, row.total, row.beat_at = stage.value, done, total, at
        if stage is Stage.COLLECT:
            row.matters = done
        row.save(update_fields=["stage", "done", "total", "beat_at", "matters"])
        return row.stop_asked


def weights_for(
    *, run: int, claim: UUID, known: Settings, actor: Actor, at: datetime
) -> dict[str, Any] | None:
    """Return the weights with which this run compares, or None where they are to be learned first.

    Those that the run has already; else the last that the organ learned under these very settings, unless the run
    was asked to learn.
    """
    with transaction.atomic():
        row = hold_run(run, actor, claim=claim)
        if row.weights is None and not row.learn:
            row.weights = (
                weights_visible_to(actor).filter(settings_digest=known.digest).order_by("-number").first()
            )
            row.save(update_fields=["weights"])
        found: dict[str, Any] | None = json.loads(row.weights.parameters) if row.weights else None
        return found


def keep_weights(
    *, run: int, claim: UUID, known: Settings, parameters: Mapping[str, Any], actor: Actor, at: datetime
) -> int:
    """Keep what was learned under the organ's next number and let the run use it; return the number."""
    with transaction.atomic():
        row = hold_run(run, actor, claim=claim)
        last = weights_visible_to(actor).order_by("-number").values_list("number", flat=True).first()
        row.weights = LearnedWeights.objects.create(
            organ_id=row.organ_id, number=(last or 0) + 1, settings_version=known.version,
            settings_digest=known.digest, digest=digest_of(parameters), parameters=json.dumps(parameters),
            matters=row.matters, learned_at=at,
        )  # fmt: skip
        row.save(update_fields=["weights"])
        facts = {"run": row.pk, "weights": row.weights.number, "digest": row.weights.digest,
                 "settings": known.digest, "matters": row.matters}  # fmt: skip
        tell("linkage_learned", row.organ_id, facts, actor, at)
        return row.weights.number


def store_pairs(
    *,
    run: int,
    claim: UUID,
    known: Settings,
    prior: float,
    pairs: Sequence[Mapping[str, Any]],
    done: int,
    total: int,
    actor: Actor,
    at: datetime,
) -> bool:
    """Store a batch of pairs; a pair that is there already gets the new weight and keeps what people decided.

    All of it is committed with the progress of the run, or none. Returns whether somebody asked the run to stop.
    """
    with transaction.atomic():
        row = hold_run(run, actor, claim=claim)
        made = [_pair(row, pair, known, prior) for pair in pairs]
        before = _there(made)
        MatterPair.objects.bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["one", "other"],
            update_fields=["run", "weight", "prior", "agreements", "offered", "sampled"],
        )
        row.stage, row.done, row.total, row.beat_at = Stage.STORE.value, done, total, at
        row.fresh += len(made) - before
        row.save(update_fields=["stage", "done", "total", "beat_at", "fresh"])
        return row.stop_asked


def _there(made: Sequence[MatterPair]) -> int:
    wanted = {(pair.one_id, pair.other_id) for pair in made}
    rows = MatterPair.objects.filter(one__in={one for one, _ in wanted}).values_list("one_id", "other_id")
    return sum(row in wanted for row in rows)


def _pair(run: LinkageRun, found: Mapping[str, Any], known: Settings, prior: float) -> MatterPair:
    agreements = {}
    for each in known.comparisons:
        level = each.level_of(found[f"gamma_{each.key}"])
        more = found.get(f"mw_tf_adj_{each.key}") or 0.0
        weight = 0.0 if level == MISSING else found[f"mw_{each.key}"]
        agreements[each.key] = [level, round(weight, 4), round(more, 4)]
    one, other = sorted((found["id_l"], found["id_r"]))
    return MatterPair(
        one_id=one, other_id=other, run=run, weight=round(found["match_weight"], 4), prior=round(prior, 4),
        agreements=agreements, offered=found["offered"], sampled=found["sampled"],
    )  # fmt: skip


def end_run(
    *,
    run: int,
    claim: UUID,
    state: RunState,
    actor: Actor,
    at: datetime,
    bands: Sequence[int] = (),
    trouble: str = "",
) -> None:
    """Write down how the run ended and tell the ledger; only the process that holds the claim may."""
    with transaction.atomic():
        row = hold_run(run, actor, claim=claim)
        row.state, row.finished_at, row.beat_at, row.stop_asked = state.value, at, at, False
        row.trouble = trouble[:200]
        if state is RunState.DONE:
            row.bands, row.pairs = list(bands), sum(bands)
            # What an earlier run drew belongs to its bands, not to these.
            MatterPair.objects.filter(Q(sampled=True), ~Q(run=row), run__organ=row.organ_id).update(
                sampled=False
            )
        row.save()
        facts = {"run": row.pk, "state": state.value, "stage": row.stage, "matters": row.matters, "pairs": row.pairs,
                 "fresh": row.fresh, "weights": row.weights.digest if row.weights else ""}  # fmt: skip
        tell("linkage_ended", row.organ_id, facts, actor, at)

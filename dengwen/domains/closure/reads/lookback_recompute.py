"""Drawing a round again from its seed and its frozen population, and comparing with what was stored and told."""

import json
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.closure.access import rounds_visible_to
from dengwen.domains.closure.models import LookbackRound, LookbackSeat
from dengwen.domains.closure.rules.draw import Drawn, stratum_key
from dengwen.domains.closure.rules.recompute_draw import Taken, Told, differences
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.reads.verify_chains import StoredEntry, Stream, check_stream
from dengwen.foundation.permissions.actor import Actor


def recompute_lookback(*, actor: Actor, lookback: int) -> list[tuple[str, str]]:
    """Return (what, detail) of all that differs when the round is drawn again; empty where all agrees.

    Whoever may read the round may do so. Raises ``lookback.not_found`` and, before the draw, ``lookback.not_drawn``.
    """
    return _recompute(rounds_visible_to(actor).filter(pk=lookback).first(), "default")


def recompute_everywhere(*, lookback: int) -> list[tuple[str, str]]:
    """Return the same for the owner of the database, who sees every round."""
    return _recompute(LookbackRound.objects.using("owner").filter(pk=lookback).first(), "owner")


def _recompute(row: LookbackRound | None, using: str) -> list[tuple[str, str]]:
    if row is None:
        raise Refusal("lookback.not_found")
    if row.drawn_at is None:
        raise Refusal("lookback.not_drawn")
    entries = list(Entry.objects.using(using).filter(kind="lookback", subject=row.pk).order_by("seq"))
    broken = check_stream(_stream(row.pk, entries))
    if broken:
        return [("ledger", str(finding)) for finding in broken]
    told = _told([(entry.event, json.loads(entry.payload)["facts"]) for entry in entries])
    return list(differences(listing=row.population.listing, taken=_taken(row, using), told=told))


def _stream(subject: int, entries: list[Entry]) -> Stream:
    stored = [
        StoredEntry(
            entry.kind, entry.subject, entry.seq, entry.event, entry.actor_post, entry.at, entry.payload,
            bytes(entry.prev_hash), bytes(entry.hash),
        )
        for entry in entries
    ]  # fmt: skip
    last = stored[-1] if stored else None
    return Stream("lookback", subject, stored, (last.seq, last.hash) if last else None)


def _taken(row: LookbackRound, using: str) -> list[Taken]:
    seats = LookbackSeat.objects.using(using).filter(round=row).select_related("stratum").order_by("pk")
    case_of = {seat.pk: seat.matter_id for seat in seats}
    return [
        Taken(
            stratum_key(seat.stratum.organ_id, seat.stratum.method), seat.matter_id, seat.rank, seat.double,
            case_of[seat.replaces_id] if seat.replaces_id else None, seat.standing == "replaced",
        )
        for seat in seats
    ]  # fmt: skip


def _told(story: list[tuple[str, Any]]) -> Told:
    committed = next(facts for event, facts in story if event == "lookback_committed")
    drawn = next(facts for event, facts in story if event == "lookback_drawn")
    return Told(
        seed_sha256=committed["seed_sha256"], population_sha256=committed["population_sha256"],
        sizes=committed["sizes"], second_percent=committed["second_percent"], seed=drawn["seed"],
        drawn=[Drawn(stratum, case, rank, double) for stratum, rank, case, double in drawn["drawn"]],
        replaced=[(facts["case"], facts["by"]) for event, facts in story if event == "lookback_replaced"],
    )  # fmt: skip

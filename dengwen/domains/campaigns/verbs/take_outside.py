"""Take in the register of an outside body, every row accounted for; nothing is registered by this (plan S15)."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.canonical import canonical_json
from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import campaign_seen
from dengwen.domains.campaigns.models import OutsideRegister, OutsideRow
from dengwen.domains.campaigns.rules.matching import our_number
from dengwen.domains.campaigns.rules.outside import BODIES, TheirRow
from dengwen.domains.campaigns.states import RowStanding
from dengwen.domains.campaigns.verbs.book_of_outside import OutsidePassage
from dengwen.domains.cases.verbs.rows import give_ids
from dengwen.foundation.identity.sealing import blind, seal_bytes
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list

MOST = 20_000
CHUNK = 1000


def take_outside_register(
    *, body: str, name: str, file_name: str, file_digest: str, rows: Iterable[TheirRow], actor: Actor, at: datetime,
    campaign: int | None = None,
) -> OutsideRegister:  # fmt: skip
    """Keep the rows of a body's register as the body says them; return the register with its account.

    A row that stands unchanged in an earlier register of the same body is counted and not kept twice; one that
    cannot be read is kept with the reason. Raises ``right.missing``, ``campaign.not_found``,
    ``outside.body_unknown``, ``outside.no_rows``, ``outside.too_many``.
    """
    actor.require(Right.IMPORT)
    with transaction.atomic():
        set_post(actor.post)
        if campaign is not None:
            campaign_seen(actor, campaign)
        if body not in code_list(BODIES):
            raise Refusal("outside.body_unknown")
        today = local_day(at, settings.TIME_ZONE)
        register = OutsideRegister(
            organ_id=actor.bureau, campaign_id=campaign, body=body, name=name.strip()[:60], file_name=file_name[:200],
            file_digest=file_digest, rows=0, kept=0, already=0, unread=0, took_on=today, by_id=actor.post,
            salt=secrets.token_bytes(16),
        )  # fmt: skip
        give_ids([register])
        kept = _kept(register, rows)
        if not register.rows:
            raise Refusal("outside.no_rows")
        passage = OutsidePassage(register, "outside_taken", actor, at, today)
        passage.facts |= {"body": body, "rows": register.rows, "already": register.already}
        passage.created = [register]
        passage.write()
        passage.event, passage.facts = "outside_rows", {}
        for start in range(0, len(kept), CHUNK):
            passage.created = list(kept[start : start + CHUNK])
            passage.write()
    return register


def _kept(register: OutsideRegister, rows: Iterable[TheirRow]) -> list[OutsideRow]:
    """Return the rows that are kept, and count all of them on the register."""
    organs = dict(Organ.objects.exclude(code=None).values_list("code", "pk"))
    earlier = OutsideRow.objects.filter(organ=register.organ_id, register__body=register.body)
    known = {bytes(mark) for mark in earlier.values_list("mark", flat=True)}
    kept = []
    for row in rows:
        register.rows += 1
        if register.rows > MOST:
            raise Refusal("outside.too_many", most=MOST)
        mark = blind("outside-row", row.digest.hex()) or b""
        if mark in known:
            register.already += 1
            continue
        register.unread += bool(row.problem)
        sealed = canonical_json(
            {"cells": row.cells, "person": row.person, "claim": row.claim, "remedy": row.remedy}
        )
        standing = RowStanding.UNREAD if row.problem else RowStanding.OPEN
        kept.append(
            OutsideRow(
                register=register, organ_id=register.organ_id, position=row.position, mark=mark,
                their_number=row.their_number[:120], our_number=our_number(row.cells.values()),
                received_on=row.received_on, occurred_on=row.occurred_on, category=row.category,
                named_id=organs.get(row.organ_code), title=row.title[:200], text=row.text, place=row.place[:200],
                problem=row.problem, sealed=seal_bytes(sealed.encode()).hex(), standing=standing.value,
            )
        )  # fmt: skip
    register.kept = len(kept)
    return kept

"""Begin to carry out what the opinion promised."""

from collections.abc import Sequence
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import Remedy
from dengwen.domains.handling.rules.remedies import (
    ClaimResult,
    RemedyDraft,
    check_promises_kept,
    check_remedy,
)
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def begin_execution(
    *, case: int, remedies: Sequence[RemedyDraft], actor: Actor, at: datetime, reason: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Put every remedy (code list ``remedy_kinds``) on record with its owner and its day (L22 Art.32(2)).

    Every claim that was supported, wholly or in part, needs a remedy; without any supported claim there may be
    none, and ``reason`` says why. Raises ``remedy.supported_without``, ``remedy.none_and_no_reason``,
    ``remedy.kind_unknown``, ``remedy.no_text``, ``remedy.due_past``, ``remedy.owner_unknown``, ``claim.not_here``.
    """
    with door("begin_execution", case=case, actor=actor, at=at, version=version) as passage:
        claims = {claim.pk: claim for claim in passage.rows(Claim)}
        known = [remedy.claim_id for remedy in passage.rows(Remedy)]
        results = [ClaimResult(claim.pk, claim.position, claim.result) for claim in claims.values()]
        check_promises_kept(results, [*known, *(remedy.claim for remedy in remedies)])
        if not remedies and not reason.strip():
            raise Refusal("remedy.none_and_no_reason")
        for remedy in remedies:
            if remedy.claim is not None and remedy.claim not in claims:
                raise Refusal("claim.not_here", claim=remedy.claim)
            if not _is_open(passage, remedy.owner):
                raise Refusal("remedy.owner_unknown", organ=remedy.owner)
            _add(passage, remedy)
        passage.facts |= {
            "count": len(remedies),
            "remedies_due": sorted({remedy.due.isoformat() for remedy in remedies}),
        }
        passage.say("reason", reason)


def _add(passage: Passage, remedy: RemedyDraft) -> None:
    if remedy.kind not in code_list("remedy_kinds"):
        raise Refusal("remedy.kind_unknown", kind=remedy.kind)
    check_remedy(remedy, today=passage.today)
    passage.create(
        Remedy(
            matter=passage.matter,
            claim_id=remedy.claim,
            kind=remedy.kind,
            text=remedy.text.strip(),
            owner_id=remedy.owner,
            due=remedy.due,
        )
    )


def _is_open(passage: Passage, organ: int) -> bool:
    found = passage.look_up(("organ", organ), lambda: Organ.objects.filter(pk=organ).first())
    return found is not None and found.closed_on is None

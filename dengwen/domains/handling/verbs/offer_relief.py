"""Relief: take the application, decide it, give it. Never conditional."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import Relief
from dengwen.domains.handling.reads.procedures import account_of, attached_file
from dengwen.domains.handling.rules.reliefs import check_application, check_decision, check_giving
from dengwen.foundation.permissions.actor import Actor


def offer_relief(
    *, case: int, kind: str, need: str, applied_on: date, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Record an application for relief (救助), made or helped to be made, for need alone (``relief_kinds``).

    In any state, also when the matter is closed. Raises what :func:`check_application` raises (L22 Art.37).
    """
    with door("offer_relief", case=case, actor=actor, at=at, version=version) as passage:
        check_application(kind=kind, need=need, applied_on=applied_on, today=passage.today)
        number = len(passage.rows(Relief)) + 1
        passage.create(
            Relief(
                matter=passage.matter, number=number, kind=kind, need=need.strip(), applied_on=applied_on,
                by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"number": number, "kind": kind, "applied_on": applied_on.isoformat()}


def decide_relief(
    *, case: int, relief: int, decision: str, reasons: str, actor: Actor, at: datetime, amount: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Decide an application, with reasons; by another person than the one who wrote it down.

    Raises ``relief.not_here`` and what :func:`check_decision` raises (L22 Art.37).
    """
    with door("decide_relief", case=case, actor=actor, at=at, version=version) as passage:
        row = _relief(passage, relief)
        check_decision(
            decision=decision, amount=amount, reasons=reasons, decided_before=row.decided_on is not None,
            author=account_of(passage, row.by_id), decider=actor.account,
        )  # fmt: skip
        if len(amount) > 40:
            raise Refusal("relief.no_amount")
        passage.watch(row)
        row.decision, row.amount, row.reasons = decision, amount.strip(), reasons.strip()
        row.decided_on, row.decided_by_id = passage.today, actor.post
        passage.facts |= {"number": row.number, "kind": row.kind, "decision": decision}
        passage.say("reason", reasons)


def give_relief(
    *, case: int, relief: int, given_on: date, proof: int, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Record that granted relief was given, with the file that proves it (kind PAYMENT_PROOF).

    Raises ``relief.not_here``, ``relief.no_proof``, ``file.not_here`` and what :func:`check_giving` raises.
    """
    with door("give_relief", case=case, actor=actor, at=at, version=version) as passage:
        row = _relief(passage, relief)
        check_giving(
            decision=row.decision, given_before=row.given_on is not None, given_on=given_on,
            decided_on=row.decided_on or row.applied_on, today=passage.today,
        )  # fmt: skip
        file = attached_file(passage, proof)
        if file is None or file.kind != "PAYMENT_PROOF":
            raise Refusal("relief.no_proof")
        passage.watch(row)
        row.given_on, row.proof = given_on, file
        passage.facts |= {"number": row.number, "kind": row.kind, "given_on": given_on.isoformat()}


def _relief(passage: Passage, relief: int) -> Relief:
    found = next(iter(passage.rows(Relief, pk=relief)), None)
    if found is None:
        raise Refusal("relief.not_here", relief=relief)
    return found

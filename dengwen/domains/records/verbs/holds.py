"""Hold a file, so that nothing of it is disposed of, and take a hold off."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.records.models import LegalHold
from dengwen.domains.records.reads.keeping import actor_pair
from dengwen.domains.records.rules.retention import check_second_person
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

LONGEST = 200


def place_hold(
    *, case: int, ground: str, reference: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Hold the file on a ground (code list ``hold_grounds``) and the paper that asks for it.

    Raises ``hold.ground_unknown``, ``hold.no_reference``. Source: LDA Art.21 (nothing is destroyed without right).
    """
    with door("place_hold", case=case, actor=actor, at=at, version=version, event="hold_placed") as passage:
        if ground not in code_list("hold_grounds"):
            raise Refusal("hold.ground_unknown")
        if not reference.strip():
            raise Refusal("hold.no_reference")
        number = len(passage.rows(LegalHold)) + 1
        passage.create(
            LegalHold(
                matter=passage.matter, number=number, ground=ground, reference=reference.strip()[:LONGEST],
                placed_on=passage.today, placed_by_id=actor.post, placed_account_id=actor.account,
            )
        )  # fmt: skip
        passage.facts |= {"ground": ground, "number": number}


def lift_hold(
    *, case: int, hold: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Take a hold off, with the reason; another person than placed it does so.

    Raises ``hold.not_in_force``, ``hold.own``, ``hold.no_reason``.
    """
    with door("lift_hold", case=case, actor=actor, at=at, version=version, event="hold_lifted") as passage:
        row = next((row for row in passage.rows(LegalHold, pk=hold) if row.lifted_on is None), None)
        if row is None:
            raise Refusal("hold.not_in_force")
        check_second_person(
            "hold.own", first=(row.placed_by_id, row.placed_account_id), second=actor_pair(actor)
        )
        if not reason.strip():
            raise Refusal("hold.no_reason")
        passage.watch(row)
        row.lifted_on, row.lifted_by_id, row.lifted_account_id = passage.today, actor.post, actor.account
        passage.facts |= {"ground": row.ground, "number": row.number}
        passage.say("reason", reason)

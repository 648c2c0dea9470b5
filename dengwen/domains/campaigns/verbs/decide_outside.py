"""A person decides what a row of an outside register is: a matter of ours, another one, to be registered, not ours."""

import json
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import OutsideDecision, OutsideRow
from dengwen.domains.campaigns.rules.outside import check_decision
from dengwen.domains.campaigns.states import RowStanding
from dengwen.domains.campaigns.verbs.book_of_outside import OutsidePassage, outside_door
from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft
from dengwen.domains.cases.verbs.register_petitions import Registered, register_petition
from dengwen.foundation.identity.sealing import open_bytes
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list

KINDS = ("same", "different", "not_ours", "again")


def decide_outside_row(
    *, row: int, kind: str, actor: Actor, at: datetime, case: int | None = None, words: str = ""
) -> None:
    """Say that the row is the matter ``case``, or is not; that it is nothing for the police, and why; or open it again.

    Raises what :func:`outside_door` and :func:`check_decision` raise, and ``case.not_found``.
    """
    if kind not in KINDS:
        raise Refusal("outside.not_decided")
    with outside_door(f"outside_{kind}", row=row, actor=actor, at=at) as (passage, found):
        after = check_decision(kind, standing=found.standing, case=case, words=words)
        about = case if kind in ("same", "different") else None
        if about is not None and not visible_to(actor).filter(pk=about).exists():
            raise Refusal("case.not_found", case=about)
        found.standing = after
        found.case_id = about if kind == "same" else None
        _note(passage, found, kind, about, words)


def register_outside_row(*, row: int, actor: Actor, at: datetime, category: str = "") -> Registered:
    """Register what only the body holds, as any petition is registered; it goes on to be screened.

    The organ is the one the row names if the actor reaches it, else the actor's own. The person is opened here for
    nobody to read, and sealed with the case. Raises what :func:`outside_door`, :func:`check_decision` and
    :func:`register_petitions` raise, and ``outside.no_day``.
    """
    actor.require(Right.REGISTER)
    with outside_door("outside_registered", row=row, actor=actor, at=at) as (passage, found):
        after = check_decision("registered", standing=found.standing, case=None, words="")
        if found.received_on is None:
            raise Refusal("outside.no_day")
        made = register_petition(draft=_draft(passage, found, category), actor=actor, at=at)
        found.case_id = made.matter
        found.standing = after if made.outcome == "made" else RowStanding.SAME.value
        _note(passage, found, "registered", made.matter, "")
        return made


def _draft(passage: OutsidePassage, row: OutsideRow, category: str) -> PetitionDraft:
    kept = json.loads(open_bytes(bytes.fromhex(row.sealed)))
    told = category or row.category
    known = told if told in code_list("categories") else code_list("categories").entries[-1].code
    person = PersonDraft(**kept["person"])
    register = passage.register
    if row.received_on is None:
        raise Refusal("outside.no_day")
    return PetitionDraft(
        organ=_organ(passage, row), title=row.title, text=row.text or row.title, category=known, source=register.body,
        received_on=row.received_on, occurred_on=row.occurred_on, place=row.place,
        claims=(ClaimDraft(kept["claim"] or row.title, known, kept["remedy"]),),
        people=(person,) if person.told_something() else (),
        external_source=register.name if row.their_number else "", external_key=row.their_number,
        note=f"{register.name}: {row.their_number}" if row.their_number else register.name,
    )  # fmt: skip


def _organ(passage: OutsidePassage, row: OutsideRow) -> int:
    """Return the police organ that receives it: never a unit, never one beyond the actor's reach."""
    named = row.named_id
    if named is None or not OrganReach.objects.filter(top=passage.actor.bureau, organ=named).exists():
        return passage.actor.bureau
    organ = Organ.objects.get(pk=named)
    while organ.level == "unit" and organ.parent_id is not None:
        organ = Organ.objects.get(pk=organ.parent_id)
    return organ.pk if organ.closed_on is None else passage.actor.bureau


def _note(passage: OutsidePassage, row: OutsideRow, kind: str, case: int | None, words: str) -> None:
    passage.created.append(
        OutsideDecision(
            register=passage.register, organ_id=passage.register.organ_id, row=row, kind=kind, case_id=case,
            words=words.strip(), on=passage.today, by_id=passage.actor.post,
        )
    )  # fmt: skip
    passage.facts |= {"row": row.pk, "kind": kind}

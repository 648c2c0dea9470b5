"""A petitioner corrects what is on record about herself."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.rules.draft import check_not_masked
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.identity.reads.opening import own_identity
from dengwen.foundation.identity.sealing import PersonData, mask
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.identity.verbs.seal_people import seal_people
from dengwen.foundation.permissions.actor import Actor


def correct_own_data(
    *, case: int, party: int | None, changes: Mapping[str, str], actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Correct name, phone, address, document or e-mail of one party (``PersonData``); an empty value takes it away.

    What was known before stays sealed where it is, and the ledger names which sealed record stood until now: a name
    spelled wrong is corrected, never rewritten (LPI Art.46). A petitioner corrects nobody but herself. Raises
    ``own_data.nobody`` where the petition names nobody, ``own_data.not_yours``, ``own_data.nothing``,
    ``petition.masked`` (a mask that somebody read is not what it hides) and ``identity.closed``.
    """
    with door(
        "correct_own_data", case=case, actor=actor, at=at, version=version, event="own_data_corrected"
    ) as passage:
        if actor.is_petitioner and party != actor.party:
            raise Refusal("own_data.not_yours")
        check_not_masked(*changes.values())
        row = next(iter(passage.rows(Party, pk=party)), None) if party is not None else None
        if row is None:
            raise Refusal("own_data.nobody")
        before = _known(row, actor, at)
        after = PersonData(**(asdict(before) | {name: value.strip() for name, value in changes.items()}))
        if after == before:
            raise Refusal("own_data.nothing")
        passage.watch(row)
        row.person = None
        row.person_id = seal_people([after])[0]
        row.mask = mask(after.name)
        fields = [name for name, value in asdict(after).items() if value != getattr(before, name)]
        passage.facts |= {"for_party": row.pk, "fields": fields}


def _known(row: Party, actor: Actor, at: datetime) -> PersonData:
    """Return what is on record; a reading by somebody else leaves its trace like any other."""
    if row.person_id is None:
        return PersonData()
    if actor.is_petitioner:
        return own_identity(row.person_id)
    return open_identity(
        person_id=row.person_id, case=row.matter_id, post=actor.post, why="CORRECT", ground="", at=at
    )

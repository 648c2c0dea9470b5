"""A petitioner corrects what is on record about herself."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.rules.draft import check_not_masked
from dengwen.domains.cases.verbs.at_her_word import keep_whose_word
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.identity.reads.opening import own_identity
from dengwen.foundation.identity.sealing import PersonData, mask
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.identity.verbs.seal_people import seal_people
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def correct_own_data(
    *, case: int, party: int | None, changes: Mapping[str, str], actor: Actor, at: datetime,
    how: str = "", ground: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Correct name, phone, address, document or e-mail of one party (``PersonData``); an empty value takes it away.

    What was known before stays sealed where it is, and the ledger names which sealed record stood until now: a name
    spelled wrong is corrected, never rewritten (LPI Art.46). A petitioner corrects nobody but herself; staff write
    down by which channel she said it (``how``), and their look at what stood before is a reading with its ground,
    which an accusation wants in words (``ground``, L22 Art.30).

    Raises ``own_data.nobody`` where the petition names nobody, ``own_data.not_yours``, ``own_data.nothing`` (to her
    alone), ``petition.masked`` (a mask that somebody read is not what it hides), ``word.how_unknown``,
    ``identity.ground_missing`` and ``identity.closed``.
    """
    with door(
        "correct_own_data", case=case, actor=actor, at=at, version=version, event="own_data_corrected"
    ) as passage:
        if actor.is_petitioner and party != actor.party:
            raise Refusal("own_data.not_yours")
        if not actor.is_petitioner:
            actor.require(Right.OPEN_IDENTITY)  # what stands there is opened, though nobody is shown it
        check_not_masked(*changes.values())
        row = next(iter(passage.rows(Party, pk=party)), None) if party is not None else None
        if row is None:
            raise Refusal("own_data.nobody")
        keep_whose_word(passage, actor=actor, party=row.pk, how=how)
        before = _known(row, actor, at, ground=ground, in_words=passage.matter.shielded)
        after = PersonData(**(asdict(before) | {name: value.strip() for name, value in changes.items()}))
        # Only she hears that nothing differs: to staff it would tell what stands there, guess by guess.
        if after == before and actor.is_petitioner:
            raise Refusal("own_data.nothing")
        passage.watch(row)
        row.person = None
        row.person_id = seal_people([after])[0]
        row.mask = mask(after.name)
        named = [name for name in asdict(after) if name in changes]
        fields = [name for name in named if getattr(after, name) != getattr(before, name)]
        passage.facts |= {"for_party": row.pk, "fields": fields if actor.is_petitioner else named}


def _known(row: Party, actor: Actor, at: datetime, *, ground: str, in_words: bool) -> PersonData:
    """Return what is on record; a reading by somebody else leaves its trace like any other."""
    if row.person_id is None:
        return PersonData()
    if actor.is_petitioner:
        return own_identity(row.person_id)
    return open_identity(
        person_id=row.person_id, case=row.matter_id, post=actor.post, why="CORRECT", ground=ground, at=at,
        in_words=in_words,
    )  # fmt: skip

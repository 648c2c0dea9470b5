"""What is on record about a petitioner herself, and who opened it."""

import json
from datetime import datetime

from dengwen.domains.cases.models import Party
from dengwen.domains.cases.reads.readings import ReadBy, readings_for_party
from dengwen.foundation.identity.models import IdentityReading
from dengwen.foundation.identity.sealing import PersonData
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def own_person(actor: Actor, at: datetime) -> PersonData | None:
    """Return what is on record about her; None where the petition names nobody.

    Her own look leaves its line in the log of readings too, so that the log stays whole.
    """
    party = _party(actor)
    if party is None or party.person_id is None:
        return None
    ground = code_list("petitioner_words").entry("own_look")
    return open_identity(
        person_id=party.person_id,
        case=party.matter_id,
        post=actor.post,
        ground=f"{ground.zh} {ground.en}",
        at=at,
    )


def own_readings(actor: Actor) -> list[IdentityReading]:
    """Return every opening of her identity by somebody else, newest first; never those of another party."""
    rows = IdentityReading.objects.filter(case=actor.case or 0, person__in=_hers(actor)).exclude(
        post=actor.post
    )
    return list(rows.order_by("-at", "-pk"))


def shown_to(actor: Actor) -> list[ReadBy]:
    """Return which offices were shown her case or opened who she is, newest day first."""
    return readings_for_party(actor.case or 0, _hers(actor))


def _hers(actor: Actor) -> set[int]:
    party = _party(actor)
    if party is None or party.person_id is None:
        return set()
    return {party.person_id, *_earlier(party)}


def _earlier(party: Party) -> set[int]:
    """Return the sealed records that stood for her before she corrected something: their readings are hers too."""
    key = f"cases.party/{party.pk}"
    entries = Entry.objects.filter(kind="case", subject=party.matter_id, payload__contains=f'"{key}"')
    told = [json.loads(payload)["set"].get(key, {}) for payload in entries.values_list("payload", flat=True)]
    return {row["person_id"] for row in told if row.get("person_id") is not None}


def _party(actor: Actor) -> Party | None:
    if actor.party is None:
        return None
    return Party.objects.filter(pk=actor.party, matter=actor.case).first()

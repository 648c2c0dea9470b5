"""Lock away who petitioners are."""

from collections.abc import Sequence

from django.db import connection, transaction

from dengwen.foundation.identity.keyring import BLIND, ring
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.sealing import PersonData, blind, key_id_of, seal_person

_NEW_IDS = """
SELECT nextval(pg_get_serial_sequence('identity_sealedperson', 'id')) FROM generate_series(1, %s)
"""
# Without RETURNING: row-level security shows a sealed person only once a party of a visible case points at it.
_INSERT = """
INSERT INTO identity_sealedperson (id, key_id, blind_key, sealed, blind_name, blind_phone, blind_document)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bytea[], %s::bytea[], %s::bytea[], %s::bytea[])
"""
_COLUMNS = ("key_id", "blind_key", "sealed", "blind_name", "blind_phone", "blind_document")


def seal_people(people: Sequence[PersonData]) -> list[int]:
    """Store the people sealed and return their ids in the same order.

    One row a party of a case, even where two have the same name: nobody is joined with anybody. Call it inside
    the transaction of the door that adds the parties.
    """
    if not people:
        return []
    rows = [sealed_person(person) for person in people]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NEW_IDS, [len(rows)])
        ids = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_INSERT, [ids, *([getattr(row, column) for row in rows] for column in _COLUMNS)])
    return ids


def sealed_person(person: PersonData) -> SealedPerson:
    """Return the row that would hold ``person``, not yet stored (a door may write it with its other rows)."""
    sealed = seal_person(person)
    return SealedPerson(
        key_id=key_id_of(sealed),
        blind_key=ring().of(BLIND)[-1].id,
        sealed=sealed,
        blind_name=blind("name", person.name),
        blind_phone=blind("phone", person.phone),
        blind_document=blind("document", person.document),
    )

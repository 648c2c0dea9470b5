"""Opening a sealed person, and what is said when it stays shut."""

from cryptography.exceptions import InvalidTag

from dengwen.base.errors import Refusal
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.sealing import PersonData, open_person


def open_row(row: SealedPerson) -> PersonData:
    """Return who the sealed row is of; the caller writes the reading down or shows her to nobody but herself.

    Raises ``identity.closed`` where the row was altered or its key is gone: a sentence, never half of the data and
    never empty fields that somebody could save.
    """
    try:
        return open_person(bytes(row.sealed))
    except (InvalidTag, ValueError, TypeError):
        raise Refusal("identity.closed", key=row.key_id) from None


def own_identity(person_id: int) -> PersonData:
    """Return what the petitioner who acts told about herself; that she looks is written down nowhere.

    PostgreSQL shows a petitioner the sealed row of her own party and no other. Raises ``identity.not_found``,
    ``identity.closed``.
    """
    row = SealedPerson.objects.filter(pk=person_id).first()
    if row is None:
        raise Refusal("identity.not_found", person=person_id)
    return open_row(row)

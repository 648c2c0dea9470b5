"""Read who a petitioner is, and leave a trace of it."""

from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.identity.models import IdentityReading, SealedPerson
from dengwen.foundation.identity.reads.grounds import OTHER, says_enough
from dengwen.foundation.identity.reads.opening import open_row
from dengwen.foundation.identity.sealing import PersonData

_LONGEST_GROUND = 200


def open_identity(
    *, person_id: int, case: int, post: int, ground: str, at: datetime, why: str = OTHER,
    in_words: bool = False,
) -> PersonData:  # fmt: skip
    """Return the sealed person, once the reading is written down. The caller has checked the right.

    ``why`` is a code of ``reading_grounds``, ``ground`` what it means here, in words (needed for some codes, and
    for all of them with ``in_words``: who accuses somebody is opened on more than a code, L22 Art.30).
    The reading and its answer share one transaction: if the caller's transaction fails, no page was shown.
    Raises ``identity.ground_missing``, ``identity.ground_too_long``, ``identity.not_found``,
    ``identity.closed``.
    """
    ground = ground.strip()
    if not says_enough(why, ground) or (in_words and not ground):
        raise Refusal("identity.ground_missing")
    if len(ground) > _LONGEST_GROUND:
        raise Refusal("identity.ground_too_long", longest=_LONGEST_GROUND)
    with transaction.atomic():
        row = SealedPerson.objects.filter(pk=person_id).first()
        if row is None:
            raise Refusal("identity.not_found", person=person_id)
        IdentityReading.objects.create(person=person_id, case=case, post=post, why=why, ground=ground, at=at)
        return open_row(row)

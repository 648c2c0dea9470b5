"""The petitioner as actor: one party of one case."""

from dataclasses import replace
from datetime import datetime

from dengwen.foundation.permissions.actor import Actor, actor_of
from dengwen.foundation.staff.verbs.petitioners_post import petitioners_post


def petitioner(*, at: datetime, case: int | None = None, party: int | None = None) -> Actor:
    """Return the actor for ``party`` of ``case``; without a case, somebody who brings a petition.

    The caller has checked the query code or the passkey. Raises ``portal.no_organ``.
    """
    return replace(actor_of(petitioners_post(at=at)), case=case, party=party)

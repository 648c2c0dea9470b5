"""Compare a text with the sealed people of its cases, and show them to nobody."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cryptography.exceptions import InvalidTag
from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to as visible_cases
from dengwen.domains.cases.models import Matter, Party, Respondent
from dengwen.domains.supervision.rules.anonymity import Known, gives_away
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor

# Stands in the log of openings, for auditors.
_REFUSED = {
    "name": "experience.name",
    "number": "experience.number",
    "address": "experience.address",
    "case": "experience.case",
}
GROUND = "Check that an experience note names nobody; nothing was shown"


def check_anonymous(*, texts: Sequence[str], cases: Sequence[int], actor: Actor, at: datetime) -> None:
    """Refuse texts that give away anybody of these cases; what cannot be checked is refused as well.

    Each comparison stands in the log of openings, also where the text is refused, since a refusal tells something.
    Raises ``experience.cannot_check``, ``experience.name``, ``experience.number``, ``experience.address``,
    ``experience.case``.
    """
    with transaction.atomic():
        set_post(actor.post)
        known = _known_in(cases, actor, at)
    for kind in gives_away(texts, known):
        raise Refusal(_REFUSED[kind])


def _known_in(cases: Sequence[int], actor: Actor, at: datetime) -> list[Known]:
    seen = list(visible_cases(actor).filter(pk__in=cases))
    if len(seen) != len(set(cases)):
        raise Refusal("experience.cannot_check")
    found = [_of_case(matter) for matter in seen]
    parties = Party.objects.filter(matter__in=seen, person__isnull=False).order_by("pk")
    for person, case in parties.values_list("person", "matter"):
        found.append(_of_person(person, case, actor, at))
    return found


def _of_person(person: int, case: int, actor: Actor, at: datetime) -> Known:
    try:
        told = open_identity(
            person_id=person, case=case, post=actor.post, why="ANONYMITY", ground=GROUND, at=at
        )
    except (Refusal, InvalidTag, ValueError, TypeError):
        # A seal that does not open: nobody knows what must not be said.
        raise Refusal("experience.cannot_check") from None
    return Known(
        names=(told.name,), numbers=(told.phone, told.document), addresses=_said(told.address, told.email)
    )


def _of_case(matter: Matter) -> Known:
    """The number of the case and whom it complains about: an officer is a person too."""
    accused = Respondent.objects.filter(matter=matter).select_related("officer__account")
    names = [row.name for row in accused]
    names += [name for row in accused if row.officer for name in _names(row.officer.account)]
    return Known(names=_said(*names), cases=_said(matter.number or ""))


def _names(account: object) -> Iterable[str]:
    return (getattr(account, "name", ""), getattr(account, "name_en", ""))


def _said(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)

"""Keep what contact a petitioner wishes, and the contacts that the organ made within that wish."""

from collections.abc import Collection
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import ContactWish, PetitionerTalk
from dengwen.domains.handling.rules.talks import Wish, check_talk, check_wish
from dengwen.foundation.permissions.actor import Actor


def record_wish(
    *, case: int, party: int, wanted: bool, said_on: date, how: str, actor: Actor, at: datetime,
    ways: Collection[str] = (), times: str = "", days_between: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Keep what the petitioner says about being contacted (plan S32); it replaces what she said before.

    Declining costs nothing: no state, no limit and no right hangs on it. Raises ``talk.nobody`` and what
    :func:`check_wish` raises.
    """
    with door("record_wish", case=case, actor=actor, at=at, version=version) as passage:
        _petitioner(passage, party)
        before = _last_wish(passage, party)
        wish = Wish(wanted, tuple(sorted(set(ways))), days_between, said_on)
        check_wish(
            wish, how=how, received_on=passage.matter.received_on, last_said=before.said_on if before else None,
            today=passage.today,
        )  # fmt: skip
        passage.create(
            ContactWish(
                matter=passage.matter, number=len(passage.rows(ContactWish)) + 1, party_id=party, wanted=wanted,
                ways=" ".join(wish.ways), times=times.strip()[:200], days_between=days_between, said_on=said_on,
                how=how, by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"wish": "YES" if wanted else "NO", "said_on": said_on.isoformat()}


def record_talk(
    *, case: int, party: int, purpose: str, way: str, held_on: date, outcome: str, actor: Actor, at: datetime,
    declined: bool = False, aid: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Keep a contact that the organ sought: why, by which way, what came of it, what aid was given (plan S32).

    ``declined``: she was asked and did not wish to talk then; it counts as a contact, so that nobody asks again
    the next day. Raises ``talk.nobody`` and what :func:`check_talk` raises.
    """
    with door("record_talk", case=case, actor=actor, at=at, version=version) as passage:
        _petitioner(passage, party)
        row = _last_wish(passage, party)
        wish = Wish(row.wanted, row.ways.split(), row.days_between, row.said_on) if row else None
        known = passage.rows(PetitionerTalk)
        last_on = max((one.held_on for one in known if one.party_id == party), default=None)
        check_talk(
            wish,
            purpose=purpose,
            way=way,
            held_on=held_on,
            last_on=last_on,
            outcome=outcome,
            today=passage.today,
        )
        passage.create(
            PetitionerTalk(
                matter=passage.matter, number=len(known) + 1, party_id=party, wish=row, purpose=purpose, way=way,
                held_on=held_on, declined=declined, outcome=outcome.strip(), aid=aid.strip(), who_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {
            "purpose": purpose,
            "way": way,
            "held_on": held_on.isoformat(),
            "aid": bool(aid.strip()),
        }


def _petitioner(passage: Passage, party: int) -> None:
    found = next(iter(passage.rows(Party, pk=party)), None)
    if found is None or found.person_id is None:
        raise Refusal("talk.nobody")


def _last_wish(passage: Passage, party: int) -> ContactWish | None:
    return max(passage.rows(ContactWish, party_id=party), key=lambda row: row.number, default=None)

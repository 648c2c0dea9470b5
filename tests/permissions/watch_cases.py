"""Lin County's watched cases, one whose petitioner wishes contact, and what everybody would write into their forms."""

from collections.abc import Callable, Mapping
from typing import Any

from dengwen.domains.cases.models import Party
from dengwen.domains.handling.models import WatchNote
from dengwen.domains.handling.verbs.record_talk import record_wish
from dengwen.domains.handling.verbs.watch_case import note_watch, watch_case
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, Cast
from tests.handling.walk import Walk, Words
from tests.independence.people import add_actor

Register = Callable[[Cast], int]
LEADER = "province_leader"


def watch_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""
    return {
        "wished": lambda cast: _wished(cast, register),
        "watched": lambda cast: _asked(cast, register),
        "to watch": lambda cast: _led(cast, register),
    }


def _led(cast: Cast, register: Register) -> int:
    if LEADER not in cast.actors:
        add_actor(cast, LEADER, "province", "leader")
    return register(cast)


def _asked(cast: Cast, register: Register) -> int:
    way = Walk(cast, _led(cast, register)).until("team")
    words: Words = {"leader": cast[LEADER].post, "ground": "Letter 3."}
    watch_case(case=way.case, actor=cast["campaign_office"], at=way.at, **words)
    asked: Words = {"words": "How far is it?", "asks": True, "due": DAY.replace(month=5)}
    note_watch(case=way.case, actor=cast[LEADER], at=way.at, **asked)
    return way.case


def _wished(cast: Cast, register: Register) -> int:
    way = Walk(cast, register(cast)).until("team")
    set_post(cast["registrar"].post)
    party = Party.objects.filter(matter=way.case).order_by("pk")[0].pk
    words: Words = {"wanted": True, "ways": ["PHONE"], "days_between": 7, "how": "PHONE", "said_on": way.day}
    record_wish(case=way.case, party=party, actor=cast["handler"], at=way.at, **words)
    return way.case


def _wish(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["registrar"].post)
    words = {"wanted": "NO", "said_on": "2026-3-20", "how": "PHONE"}
    return {"party": world.party("wished"), **words}


def _talk(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["registrar"].post)
    words = {"purpose": "LISTEN", "way": "PHONE", "held_on": "2026-3-20", "outcome": "She was heard."}
    return {"party": world.party("wished"), **words}


def _question(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["registrar"].post)
    return {"question": WatchNote.objects.get(matter=world.cases["watched"]).pk, "answer": "It was heard."}


WATCH_FORMS: dict[str, Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]] = {
    "record_wish": _wish,
    "record_talk": _talk,
    "watch_case": lambda world: {"leader": world.cast[LEADER].post, "ground": "Letter 3."},
    "note_watch": {"words": "How far is it?"},
    "answer_watch": _question,
    "end_watch": {"reason": "It goes well."},
}

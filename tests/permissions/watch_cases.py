"""Lin County's watched cases, and what everybody would write into their forms."""

from collections.abc import Callable, Mapping
from typing import Any

from dengwen.domains.handling.models import WatchNote
from dengwen.domains.handling.verbs.watch_case import note_watch, watch_case
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, Cast
from tests.handling.walk import Walk, Words
from tests.independence.people import add_actor

Register = Callable[[Cast], int]
LEADER = "province_leader"


def watch_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""
    return {"watched": lambda cast: _asked(cast, register), "to watch": lambda cast: _led(cast, register)}


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


def _question(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["registrar"].post)
    return {"question": WatchNote.objects.get(matter=world.cases["watched"]).pk, "answer": "It was heard."}


WATCH_FORMS: dict[str, Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]] = {
    "watch_case": lambda world: {"leader": world.cast[LEADER].post, "ground": "Letter 3."},
    "note_watch": {"words": "How far is it?"},
    "answer_watch": _question,
    "end_watch": {"reason": "It goes well."},
}

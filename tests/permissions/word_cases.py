"""What everybody would write down as a petitioner's word."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.permissions.world import World, open_remedy


def _remedy(world: World) -> Mapping[str, Any]:
    remedy = open_remedy(world)
    return {
        "party": world.party("executing"),
        "how": "PHONE",
        "remedy": remedy,
        "arrived": "yes",
        "words": "",
    }


def _data(world: World) -> Mapping[str, Any]:
    return {"party": world.party("registered"), "how": "PHONE", "field": "phone", "value": "19900009999"}


WORD_FORMS: dict[str, Callable[[World], Mapping[str, Any]]] = {
    "say_of_remedy": _remedy,
    "correct_own_data": _data,
}

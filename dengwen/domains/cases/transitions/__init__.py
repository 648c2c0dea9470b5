"""The one transition table (facts, 8c). Plain Python, data only.

Every change of state that the law knows stands here once: the table is the whole life of a matter.
"""

from dengwen.domains.cases.states import State
from dengwen.domains.cases.transitions.beside import BESIDE
from dengwen.domains.cases.transitions.life import LIFE
from dengwen.domains.cases.transitions.petitioner import PETITIONERS_OWN
from dengwen.domains.cases.transitions.shape import Transition, Where

__all__ = ["PETITIONERS_OWN", "TRANSITIONS", "Transition", "Where", "find", "sources_of"]

TRANSITIONS: tuple[Transition, ...] = LIFE + BESIDE


def find(verb: str, state: str) -> Transition | None:
    """Return the line for doing ``verb`` in ``state``, or None where the table has none."""
    return _BY_VERB_AND_STATE.get((verb, State(state)))


def sources_of(verb: str) -> frozenset[State]:
    """Return every state in which ``verb`` is known."""
    return frozenset(state for name, state in _BY_VERB_AND_STATE if name == verb)


_BY_VERB_AND_STATE = {(line.verb, state): line for line in TRANSITIONS for state in line.sources}

"""Lin County's cases that are merged into another."""

from collections.abc import Callable
from typing import Any

from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.matching.verbs.link_matters import link_matters
from tests.cast import MORNING, Cast

Register = Callable[[Cast], int]


def matching_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""
    return {"merged": lambda cast: _merged(cast, register), "paired": lambda cast: _paired(cast, register)}


def _paired(cast: Cast, register: Register) -> int:
    case, other = register(cast), register(cast)
    known: dict[str, Any] = {"actor": cast["registrar"], "at": MORNING, "reason": "The same night."}
    link_matters(case=case, other=other, kind="SAME_EVENT", **known)
    return case


def _merged(cast: Cast, register: Register) -> int:
    case, into = register(cast), register(cast)
    known: dict[str, Any] = {"actor": cast["registrar"], "at": MORNING}
    merge_matters(case=case, into=into, reason="It is the same theft.", **known)
    return case

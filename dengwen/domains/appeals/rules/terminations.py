"""The gates of a termination (facts, 1.6; plan S54, S58): litigation, hearing, relief, a collective decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

MEMBERS_AT_LEAST = 3
HELD, DECLINED = "HELD", "DECLINED"


class TerminationDecision(StrEnum):
    """What became of a proposal; empty while it is examined."""

    OPEN = ""
    TERMINATED = "terminated"
    REFUSED = "refused"


class Reexamined(StrEnum):
    """What became of a re-examination; empty while it runs."""

    OPEN = ""
    UPHELD = "upheld"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Vote:
    """A collective decision: the posts that sat, and how many were for it, against it, and neither."""

    members: Sequence[str]
    votes_for: int
    votes_against: int
    votes_abstained: int


def litigation_route(category: str) -> str:
    """Return the route of litigation that such matters usually take; raises ``termination.no_litigation``."""
    extras = code_list("categories").entry(category).extras if category in code_list("categories") else {}
    routes = code_list("litigation_routes")
    for name in ("route", "also"):
        if extras.get(name, "") in routes:
            return extras[name]
    raise Refusal("termination.no_litigation", category=category)


def check_hearing(*, hearing: str, was_held: bool, words: str) -> None:
    """Refuse a hearing that is on no record, or a declined one without the petitioner's words.

    Raises ``termination.hearing_unknown``, ``termination.hearing_not_held``, ``termination.hearing_not_declined``.
    """
    if hearing not in code_list("termination_hearings"):
        raise Refusal("termination.hearing_unknown", hearing=hearing)
    if hearing == HELD and not was_held:
        raise Refusal("termination.hearing_not_held")
    if hearing == DECLINED and not words.strip():
        raise Refusal("termination.hearing_not_declined")


def check_vote(vote: Vote) -> tuple[str, ...]:
    """Return the members, each once; a majority of all who sat is needed.

    Raises ``termination.too_few_members``, ``termination.votes_do_not_add_up``, ``termination.no_majority``.
    """
    members = tuple(dict.fromkeys(" ".join(name.split()) for name in vote.members if name.strip()))
    if len(members) < MEMBERS_AT_LEAST:
        raise Refusal("termination.too_few_members", least=MEMBERS_AT_LEAST, count=len(members))
    if vote.votes_for + vote.votes_against + vote.votes_abstained != len(members):
        raise Refusal("termination.votes_do_not_add_up", count=len(members))
    if vote.votes_for <= vote.votes_against + vote.votes_abstained:
        raise Refusal("termination.no_majority", votes=vote.votes_for, count=len(members))
    return members


def check_flaws(flaws: Sequence[str]) -> str:
    """Return the flaws (code list ``termination_flaws``) as one text; raises ``termination.flaw_unknown``."""
    if not flaws or any(flaw not in code_list("termination_flaws") for flaw in flaws):
        raise Refusal("termination.flaw_unknown")
    return " ".join(sorted(set(flaws)))

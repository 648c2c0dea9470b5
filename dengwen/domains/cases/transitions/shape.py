"""What a line of the one table says, and the groups of states that lines name."""

from dataclasses import dataclass
from enum import StrEnum

from dengwen.domains.cases.states import AT_REST, State
from dengwen.foundation.permissions.rights import Right


class Where(StrEnum):
    """From which organ a verb can be done."""

    HOLDER = "holder"  # the organ that holds the matter, or one of its units
    REVIEWER = "reviewer"  # the higher organ that examines the dossier
    HIGHER = "higher"  # any organ above the holder
    HOLDER_OR_HIGHER = "holder_or_higher"
    NAMED_SUPERIOR = "named_superior"  # the common superior that a dispute over competence was brought to


@dataclass(frozen=True, slots=True)
class Transition:
    """One line: from these states, by this verb, to that state (None: the state stays).

    ``back_to``: the verb itself leads back to where the matter stood before, which is one of these states.
    ``needs`` names what must be there first; ``letter`` the document it makes; ``article`` its legal source.
    """

    verb: str
    sources: frozenset[State]
    to: State | None
    right: Right
    where: Where = Where.HOLDER
    needs: str = ""
    letter: str = ""
    article: str = ""
    back_to: frozenset[State] = frozenset()


def line(
    verb: str,
    sources: "State | tuple[State, ...]",
    to: State | None,
    right: Right,
    back_to: tuple[State, ...] = (),
    **rest: str,
) -> Transition:
    """Return one line of the table; ``sources`` may be one state."""
    states = frozenset({sources} if isinstance(sources, State) else sources)
    where = Where(rest.pop("where", "holder"))
    return Transition(verb, states, to, right, where, back_to=frozenset(back_to), **rest)


S = State
SCREENABLE = (S.REGISTERED, S.SCREENING)
WORKING = (
    S.ACCEPTED, S.PLANNING, S.INVESTIGATING, S.OPINION_DRAFT, S.OPINION_ISSUED, S.SERVED, S.EXECUTING, S.REDO,
)  # fmt: skip
HELD = (*SCREENABLE, *WORKING)
# While the handling limit runs.
IN_HANDLING = (
    S.ACCEPTED, S.PLANNING, S.INVESTIGATING, S.HEARING, S.MEDIATING, S.OPINION_DRAFT, S.PROVISIONAL_VIEW, S.REDO,
    S.WITHDRAWAL_PENDING,
)  # fmt: skip
TAKEN_ON = tuple(state for state in State if state not in AT_REST | {S.RECEIVED, S.REGISTERED})
FINDING_OUT = (
    S.ACCEPTED, S.REDO, S.PLANNING, S.INVESTIGATING, S.HEARING, S.MEDIATING, S.OPINION_DRAFT, S.PROVISIONAL_VIEW,
)  # fmt: skip
REVIEWS = (S.REVIEWING, S.REREVIEWING, S.TERMINATION_REVIEW)
HEARING_SIDES = (S.PROVISIONAL_VIEW, S.INVESTIGATING, S.OPINION_DRAFT)
RAISABLE = (
    S.RECEIVED, *HELD, S.TRANSFERRED, S.ASSIGNED, S.OBJECTED, S.JURISDICTION_DISPUTE, S.DOSSIER_REVIEW, S.FOLLOW_UP,
)  # fmt: skip
OPEN = tuple(state for state in State if state not in AT_REST)
RESTING = tuple(state for state in State if state in AT_REST)
ON_FILE = tuple(state for state in State if state is not S.RECEIVED)  # whatever has a number has a file
# What is a petitioner's by right is hers in a merged matter too.
ANYWHERE = tuple(State)
ALIVE = tuple(state for state in State if state is not S.MERGED)
# Where a request for review may come in: whatever became of the matter after the answer was given.
ASKABLE = (
    S.SERVED, S.EXECUTING, S.DOSSIER_REVIEW, S.FOLLOW_UP, S.FINAL, S.CLOSED, S.ARCHIVED, S.NOT_ACCEPTED,
    S.NO_LONGER_ACCEPTED,
)  # fmt: skip
# Where it goes back to when nothing changes; a dossier that a request overtook is handed in anew.
BEFORE_REVIEW = tuple(state for state in ASKABLE if state is not S.DOSSIER_REVIEW)
# A promise is kept while others think about the rest.
UNDER_REVIEW = (
    S.SERVED, S.REVIEW_REQUESTED, S.REVIEWING, S.REVIEW_DECIDED, S.REREVIEW_REQUESTED, S.REREVIEWING,
    S.REREVIEW_DECIDED, S.FINAL,
)  # fmt: skip
# Once there is an answer, the petitioner may be asked what she says to it: whatever became of the matter since.
RATABLE = (
    S.SERVED, S.EXECUTING, S.DOSSIER_REVIEW, S.FOLLOW_UP, S.FINAL, S.TERMINATED, S.WITHDRAWN, S.CLOSED, S.ARCHIVED,
    S.NOT_ACCEPTED, S.NO_LONGER_ACCEPTED, S.DIVERTED_DONE,
)  # fmt: skip
FINISHED = (S.CLOSED, S.ARCHIVED)
# Where a remedy was promised and may be called done: the petitioner says whether it arrived.
DELIVERED = (S.EXECUTING, S.DOSSIER_REVIEW, S.FOLLOW_UP, *FINISHED, *UNDER_REVIEW)

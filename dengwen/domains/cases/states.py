"""The states of a matter (facts, 8c). Plain Python."""

from enum import StrEnum


class State(StrEnum):
    """Where a matter stands. The value is what the database, the ledger and the code list ``states`` hold."""

    RECEIVED = "received"
    REGISTERED = "registered"
    SCREENING = "screening"
    TRANSFERRED = "transferred"
    ASSIGNED = "assigned"
    OBJECTED = "objected"
    JURISDICTION_DISPUTE = "jurisdiction_dispute"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NO_LONGER_ACCEPTED = "no_longer_accepted"
    DIVERTED = "diverted"
    DIVERTED_DONE = "diverted_done"
    PLANNING = "planning"
    INVESTIGATING = "investigating"
    HEARING = "hearing"
    MEDIATING = "mediating"
    SETTLED = "settled"
    OPINION_DRAFT = "opinion_draft"
    PROVISIONAL_VIEW = "provisional_view"
    OPINION_ISSUED = "opinion_issued"
    SERVED = "served"
    EXECUTING = "executing"
    DOSSIER_REVIEW = "dossier_review"
    FOLLOW_UP = "follow_up"
    REVIEW_REQUESTED = "review_requested"
    REVIEWING = "reviewing"
    REVIEW_DECIDED = "review_decided"
    REREVIEW_REQUESTED = "rereview_requested"
    REREVIEWING = "rereviewing"
    REREVIEW_DECIDED = "rereview_decided"
    REDO = "redo"
    WITHDRAWAL_PENDING = "withdrawal_pending"
    WITHDRAWN = "withdrawn"
    FINAL = "final"
    TERMINATION_PROPOSED = "termination_proposed"
    TERMINATION_REVIEW = "termination_review"
    TERMINATED = "terminated"
    CLOSED = "closed"
    ARCHIVED = "archived"
    MERGED = "merged"


# In these nobody owes the next step inside the house; everything else is open, counts as open, and has a date.
# What was diverted and not yet confirmed by the other organ is open: it must not rest in silence.
AT_REST = frozenset(
    {
        State.NOT_ACCEPTED,
        State.NO_LONGER_ACCEPTED,
        State.DIVERTED_DONE,
        State.CLOSED,
        State.ARCHIVED,
        State.MERGED,
    }
)

# In these a leader and a handler answer for the matter; without them it waits to be assigned.
TEAM_WORKS = (
    State.ACCEPTED, State.REDO, State.PLANNING, State.INVESTIGATING, State.OPINION_DRAFT, State.OPINION_ISSUED,
    State.SERVED, State.EXECUTING,
)  # fmt: skip
# In these a higher organ was asked for something and has not answered yet; ``Matter.review_organ`` says which.
ASKED_OF_HIGHER = (
    State.REVIEW_REQUESTED, State.REVIEWING, State.REVIEW_DECIDED, State.REREVIEW_REQUESTED, State.REREVIEWING,
    State.REREVIEW_DECIDED, State.WITHDRAWAL_PENDING, State.TERMINATION_PROPOSED, State.TERMINATION_REVIEW,
)  # fmt: skip


def is_open(state: str) -> bool:
    """Say whether a matter in ``state`` still waits for an organ of the house."""
    return State(state) not in AT_REST


class CloseBasis(StrEnum):
    """What the closing of a matter rests on; the headline figures count only ``VERIFIED``.

    ``ENDED``: every remedy was used or has expired; ``WITHDRAWN``: freely withdrawn. Neither counts as resolved.
    """

    NONE = ""
    VERIFIED = "verified"
    FORMER_REGISTER = "former_register"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


# What stands where a text was erased: the file of a case that was disposed of keeps its rows and none of their words.
ERASED = "—"

"""The steps of a demo matter's life and the state of facts 8c in which each leaves it."""

from dataclasses import dataclass
from enum import StrEnum

from dengwen.interfaces.console.demo.words import word_list


class StepKind(StrEnum):
    """One thing that happens to a matter. Steps without a state of their own are not in ``STATE_AFTER``."""

    REGISTER = "register"
    SCREEN = "screen"
    TRANSFER = "transfer"
    ASSIGN = "assign"
    OBJECT = "object"
    DISPUTE = "dispute"
    ACCEPT = "accept"
    NOT_ACCEPT = "not_accept"
    NO_LONGER_ACCEPT = "no_longer_accept"
    DIVERT = "divert"
    DIVERT_DONE = "divert_done"
    DIVERT_RETURNED = "divert_returned"
    MERGE = "merge"
    APPOINT_HANDLER = "appoint_handler"
    RECUSE = "recuse"
    PLAN = "plan"
    INVESTIGATE = "investigate"
    EXTEND = "extend"
    ANNOUNCE = "announce"
    HEARING = "hearing"
    HEARING_DONE = "hearing_done"
    MEDIATE = "mediate"
    END_MEDIATION = "end_mediation"
    SETTLE = "settle"
    DRAFT_OPINION = "draft_opinion"
    PROVISIONAL_VIEW = "provisional_view"
    OPINION = "opinion"
    SERVE = "serve"
    EXECUTE = "execute"
    REMEDIES = "remedies"
    REVIEW_REQUEST = "review_request"
    REVIEW_START = "review_start"
    REVIEW_DECIDE = "review_decide"
    SERVE_UPHELD = "serve_upheld"
    SERVE_REVOKED = "serve_revoked"
    SERVE_REFUSAL = "serve_refusal"
    REREVIEW_REQUEST = "rereview_request"
    REREVIEW_START = "rereview_start"
    REREVIEW_DECIDE = "rereview_decide"
    ORDER_REDO = "order_redo"
    REDO = "redo"
    WITHDRAW = "withdraw"
    CALL_BACK = "call_back"
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    FINAL = "final"
    PROPOSE_TERMINATION = "propose_termination"
    REVIEW_TERMINATION = "review_termination"
    TERMINATE = "terminate"
    FOLLOW_FINAL = "follow_final"
    HAND_IN = "hand_in"
    RETURN = "return"
    ACCEPT_CLOSING = "accept_closing"
    CLOSE = "close"
    ARCHIVE = "archive"
    REOPEN = "reopen"


STATE_AFTER: dict[StepKind, str] = {
    StepKind.REGISTER: "REGISTERED",
    StepKind.SCREEN: "SCREENING",
    StepKind.TRANSFER: "TRANSFERRED",
    StepKind.ASSIGN: "ASSIGNED",
    StepKind.OBJECT: "OBJECTED",
    StepKind.DISPUTE: "JURISDICTION_DISPUTE",
    StepKind.ACCEPT: "ACCEPTED",
    StepKind.NOT_ACCEPT: "NOT_ACCEPTED",
    StepKind.NO_LONGER_ACCEPT: "NO_LONGER_ACCEPTED",
    StepKind.DIVERT: "DIVERTED",
    StepKind.DIVERT_DONE: "DIVERTED_DONE",
    StepKind.DIVERT_RETURNED: "SCREENING",
    StepKind.MERGE: "MERGED",
    StepKind.PLAN: "PLANNING",
    StepKind.INVESTIGATE: "INVESTIGATING",
    StepKind.HEARING: "HEARING",
    StepKind.HEARING_DONE: "REREVIEWING",
    StepKind.MEDIATE: "MEDIATING",
    StepKind.END_MEDIATION: "INVESTIGATING",
    StepKind.SETTLE: "SETTLED",
    StepKind.DRAFT_OPINION: "OPINION_DRAFT",
    StepKind.PROVISIONAL_VIEW: "PROVISIONAL_VIEW",
    StepKind.OPINION: "OPINION_ISSUED",
    StepKind.SERVE: "SERVED",
    StepKind.EXECUTE: "EXECUTING",
    StepKind.REVIEW_REQUEST: "REVIEW_REQUESTED",
    StepKind.REVIEW_START: "REVIEWING",
    StepKind.REVIEW_DECIDE: "REVIEW_DECIDED",
    StepKind.REREVIEW_REQUEST: "REREVIEW_REQUESTED",
    StepKind.REREVIEW_START: "REREVIEWING",
    StepKind.REREVIEW_DECIDE: "REREVIEW_DECIDED",
    StepKind.SERVE_UPHELD: "SERVED",
    StepKind.SERVE_REFUSAL: "NOT_ACCEPTED",
    StepKind.ORDER_REDO: "REDO",
    StepKind.REDO: "REDO",
    StepKind.WITHDRAW: "WITHDRAWAL_PENDING",
    StepKind.WITHDRAWAL_CONFIRMED: "WITHDRAWN",
    StepKind.FINAL: "FINAL",
    StepKind.PROPOSE_TERMINATION: "TERMINATION_PROPOSED",
    StepKind.REVIEW_TERMINATION: "TERMINATION_REVIEW",
    StepKind.TERMINATE: "TERMINATED",
    StepKind.FOLLOW_FINAL: "FOLLOW_UP",
    StepKind.HAND_IN: "DOSSIER_REVIEW",
    StepKind.RETURN: "EXECUTING",
    StepKind.ACCEPT_CLOSING: "FOLLOW_UP",
    StepKind.CLOSE: "CLOSED",
    StepKind.ARCHIVE: "ARCHIVED",
    StepKind.REOPEN: "REDO",
}


def unknown_here() -> frozenset[StepKind]:
    """Return the steps that the law of this country does not know: its stories go another way."""
    return frozenset(StepKind(name) for name in word_list("country").get("without", ()))


class Pace(StrEnum):
    """How a matter gets on: in time, late, stuck with somebody, or held by nobody."""

    NORMAL = "normal"
    LATE = "late"
    STUCK = "stuck"
    UNHELD = "unheld"


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the ``day``-th day after receipt.

    ``to``: the organ's code (transfer, assign). ``results``: one per claim (opinion: SUPPORTED,
    PARTLY, EXPLAINED, NOT_SUPPORTED) or one word (review: UPHELD, REVOKED).
    ``method``: how the matter is resolved, facts 3.4. ``into``: the earlier story's number (merge, no longer accepted).
    """

    kind: StepKind
    day: int
    to: str | None = None
    results: tuple[str, ...] = ()
    method: str | None = None
    into: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the path of a matter depends on."""

    category: str
    purpose: str
    claims: int
    target: str | None
    """The county the first organ should send it to; None: the first organ keeps it."""
    named: bool = True
    """Whether the petitioner said who she is."""
    reviewed: bool = True
    rereviewed: bool = True
    """How far up it may go in the demo."""


def state_after(steps: tuple[Step, ...]) -> str:
    """The state of facts 8c in which these steps leave a matter."""
    for step in reversed(steps):
        if step.kind in STATE_AFTER:
            return STATE_AFTER[step.kind]
    return "RECEIVED"

"""The states of disposal orders and of what stands in them. Plain Python."""

from enum import StrEnum


class OrderState(StrEnum):
    """How a disposal order stands (code list ``disposal_states``)."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class Outcome(StrEnum):
    """What became of one file of an order (code list ``disposal_outcomes``); empty while it waits."""

    WAITS = ""
    DISPOSED = "disposed"
    KEPT = "kept"


# What stands where a text was erased. A stub keeps the shape of its rows and none of their words.
ERASED = "—"
# Codes that the ledger holds as digests because they were secret for a while: figures count them, so they stay.
KEPT_CODES = frozenset({("closure.lookbacksheet", "result"), ("closure.lookbackfinding", "found")})

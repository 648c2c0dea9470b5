"""Where things of a campaign stand. Plain Python."""

from enum import StrEnum


class ScopeOutcome(StrEnum):
    """What became of a proposal to leave a matter outside the campaign."""

    PROPOSED = ""
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Answer(StrEnum):
    """What became of a petitioner's objection to being left outside."""

    NONE = ""
    UPHELD = "upheld"
    REFUSED = "refused"


class Cause(StrEnum):
    """Why a matter came into the counted scope, or left it."""

    TAKEN = "taken"
    EXCLUDED = "excluded"
    BACK = "back"
    OBJECTED = "objected"
    LAPSED = "lapsed"
    EVENT = "event"


class Kind(StrEnum):
    """What a mark proves: an item before a stage is entered or left, or a duty of an organ."""

    ENTRY = "entry"
    EXIT = "exit"
    DUTY = "duty"


class FilingAnswer(StrEnum):
    """What the campaign's organ answered to a filed register."""

    WAITS = ""
    RECEIVED = "received"
    RETURNED = "returned"


class RowStanding(StrEnum):
    """Where a row of an outside register stands. ``unread``: it could not be read, and says why."""

    OPEN = "open"
    SAME = "same"
    REGISTERED = "registered"
    NOT_OURS = "not_ours"
    UNREAD = "unread"

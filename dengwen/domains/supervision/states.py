"""Where supervision items, findings and experience notes stand. Plain Python."""

from enum import StrEnum


class ItemState(StrEnum):
    """Where an item of supervision stands: it goes to and fro until who raised it is content."""

    OPEN = "open"
    ANSWERED = "answered"
    RETURNED = "returned"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


WAITING = (ItemState.OPEN, ItemState.RETURNED)  # for the supervised organ
ENDED = (ItemState.SETTLED, ItemState.WITHDRAWN)


class InspectionKind(StrEnum):
    """What an inspection is (plan S39, S62, S63)."""

    INSPECTION = "inspection"
    ACCEPTANCE = "acceptance"
    REGIONAL = "regional"


class FindingState(StrEnum):
    """Where a finding of an inspection stands."""

    OPEN = "open"
    CORRECTED = "corrected"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class NoteState(StrEnum):
    """Where an experience note stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    REFUSED = "refused"


# In whose name the rules raise items: the nearest level first, and of an organ the campaign office before others.
SUPERVISING_LEVELS = ("city", "province")
SUPERVISING_ROLES = ("campaign_office", "inspector", "leader")


class ProblemState(StrEnum):
    """Where a problem of the register stands."""

    OPEN = "open"
    DONE = "done"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class SuggestionState(StrEnum):
    """Where a suggestion for improvement stands."""

    OPEN = "open"
    ANSWERED = "answered"
    FOLLOWED = "followed"

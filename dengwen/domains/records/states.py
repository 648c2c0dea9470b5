"""The states of exports and of proposals to dispose of a file. Plain Python."""

from enum import StrEnum


class ExportState(StrEnum):
    """How an export stands (code list ``export_states``)."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    HANDED = "handed"


class Outcome(StrEnum):
    """What became of a proposal to dispose of a file (code list ``disposal_outcomes``); empty while it waits."""

    WAITS = ""
    DISPOSED = "disposed"
    KEPT = "kept"


# Codes that the ledger holds as digests because they were secret for a while: figures count them, so they stay.
KEPT_CODES = frozenset({("closure.lookbacksheet", "result"), ("closure.lookbackfinding", "found")})

"""How a matter ended, read from what was done in it."""

from collections.abc import Sequence

from dengwen.domains.cases.states import CloseBasis

_ENDS = {
    "finalise": CloseBasis.ENDED,
    "terminate": CloseBasis.ENDED,
    "uphold_termination": CloseBasis.ENDED,
    "confirm_withdrawal": CloseBasis.WITHDRAWN,
}
_UNDONE = frozenset({"reopened", "order_redo_on_review", "revoke_termination"})


def followed_up(events: Sequence[str]) -> CloseBasis:
    """Return on what a matter in follow-up rests, oldest event first: on a dossier (``VERIFIED``), or on its end.

    The last way into follow-up counts; ``NONE`` where neither led there.
    """
    basis = end = CloseBasis.NONE
    for event in events:
        if event in _UNDONE:
            basis = end = CloseBasis.NONE
        elif event in _ENDS:
            end = _ENDS[event]
        elif event == "accept_dossier":
            basis = CloseBasis.VERIFIED
        elif event == "follow_up_final":
            basis = end
    return basis


def is_terminated(events: Sequence[str]) -> bool:
    """Say whether a termination is in force."""
    last = ""
    for event in events:
        if event in ("terminate", "uphold_termination"):
            last = event
        elif event in _UNDONE:
            last = ""
    return bool(last)

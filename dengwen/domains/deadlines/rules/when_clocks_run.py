"""Which event starts, meets or stops which limit. Plain Python, data only; limits by their key in every pack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClockWork:
    """What one event does: ``starts`` limits, ``meets`` them (the duty was done), ``stops`` them (it fell away)."""

    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


_SCREENED = ("screening", "acceptance_direct", "acceptance_passed_on", "objection")
_AFTER_OPINION = ("service", "progress", "remedy", "assigned_report")
EVERYTHING = "*"

WORK: dict[str, ClockWork] = {
    "received": ClockWork(starts=("screening",)),
    "registered": ClockWork(starts=("screening", "acceptance_direct")),
    # The two 15-day limits are kept apart, and each hop has its own (facts, 1.1: never one added to the other).
    "transfer": ClockWork(starts=("acceptance_passed_on", "objection"), meets=_SCREENED),
    "assign": ClockWork(starts=("acceptance_passed_on", "objection", "assigned_report"), meets=_SCREENED),
    # An objection stops nothing that the petitioner waits for.
    "objected": ClockWork(meets=("objection",)),
    "accept": ClockWork(starts=("handling",), meets=_SCREENED),
    "divert": ClockWork(meets=_SCREENED, stops=(EVERYTHING,)),
    "not_accept": ClockWork(meets=_SCREENED, stops=(EVERYTHING,)),
    "no_longer_accept": ClockWork(meets=_SCREENED, stops=(EVERYTHING,)),
    "merge": ClockWork(stops=(EVERYTHING,)),
    "screen_again": ClockWork(starts=("screening", "acceptance_direct")),
    "issue_opinion": ClockWork(starts=("service",), meets=("handling",)),
    # Without proof of service the petitioner's period has not begun (L22 Art.35).
    "record_service": ClockWork(starts=("review_request", "progress"), meets=("service",)),
    # Each remedy has its own day; once all are done, a word to the petitioner is owed until the dossier goes up.
    "begin_execution": ClockWork(starts=("remedy",), meets=("progress",)),
    "carry_out_remedy": ClockWork(),
    "hand_in_dossier": ClockWork(starts=("dossier",), meets=("progress", "assigned_report")),
    "return_dossier": ClockWork(starts=("progress",), meets=("dossier",)),
    "order_redo": ClockWork(starts=("handling",), meets=("dossier",), stops=_AFTER_OPINION),
    "accept_dossier": ClockWork(starts=("progress",), meets=("dossier",)),
    "close": ClockWork(meets=("progress",), stops=(EVERYTHING,)),
    "reopened": ClockWork(starts=("handling",), stops=_AFTER_OPINION),
}

# A right of the organ, not a duty: its day never makes a matter late.
NOT_OWED = frozenset({"objection", "lookback"})
# From these limits a matter's own columns take their days.
ACCEPTANCE = ("acceptance_passed_on", "acceptance_direct")
HANDLING = "handling"
# Whatever is open has a day: where the law names none, a word to the petitioner is owed (DSN-UPD-28).
LAST_RESORT = "progress"

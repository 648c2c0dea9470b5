"""Three separate facts of one case: what the organ claims, what a reviewer found, what the petitioner says.

None of them is made from another, and the headline figure comes from the second. All three are read from what was
done in the case, in its order; the table is ``tests/tables/three_facts.csv``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Claims(StrEnum):
    """What the organ claims (code list ``facts_claimed``)."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    RESOLVED = "RESOLVED"
    FORMER_REGISTER = "FORMER_REGISTER"


class Found(StrEnum):
    """What a reviewer found (code list ``facts_found``)."""

    NOT_EXAMINED = "NOT_EXAMINED"
    RETURNED = "RETURNED"
    VERIFIED = "VERIFIED"
    LOOKBACK_PASSED = "LOOKBACK_PASSED"
    LOOKBACK_FAILED = "LOOKBACK_FAILED"
    REVOKED = "REVOKED"


class Said(StrEnum):
    """What the petitioner says (code list ``facts_said``); that nobody asked is an honest value."""

    NOT_ASKED = "NOT_ASKED"
    NO_ANSWER = "NO_ANSWER"
    SATISFIED = "SATISFIED"
    BASICALLY = "BASICALLY"
    NOT_SATISFIED = "NOT_SATISFIED"
    ASKED_REVIEW = "ASKED_REVIEW"
    CAME_BACK = "CAME_BACK"


OBJECTS = frozenset({Said.NOT_SATISFIED, Said.ASKED_REVIEW, Said.CAME_BACK})
BORNE_OUT = frozenset({Found.VERIFIED, Found.LOOKBACK_PASSED})


@dataclass(frozen=True, slots=True)
class Deed:
    """An event of the case, on which day, and the one word of it that matters (a result, a rating)."""

    event: str
    day: date
    word: str = ""


@dataclass(frozen=True, slots=True)
class ThreeFacts:
    """The three facts, each with the day from which it stands."""

    claimed: Claims = Claims.OPEN
    found: Found = Found.NOT_EXAMINED
    said: Said = Said.NOT_ASKED
    claimed_on: date | None = None
    found_on: date | None = None
    said_on: date | None = None

    @property
    def gap(self) -> str:
        """Return a code of ``facts_gap``; empty where the organ claims no more than the others bear out."""
        if self.claimed not in (Claims.RESOLVED, Claims.FORMER_REGISTER):
            return ""
        if self.found not in BORNE_OUT:
            return "NOT_VERIFIED" if self.found is Found.NOT_EXAMINED else "NOT_BORNE_OUT"
        return "OBJECTED" if self.said in OBJECTS else ""


# A new answer is a new beginning: what was found and said of the earlier one does not speak about it.
_ANSWERS = frozenset({"issue_opinion", "settle", "not_accept", "no_longer_accept"})
_FOUND = {
    "accept_dossier": Found.VERIFIED,
    "return_dossier": Found.RETURNED,
    "order_redo": Found.RETURNED,
    "order_redo_on_review": Found.REVOKED,
    "revoke_termination": Found.REVOKED,
}
_LOOKED = {"passed": Found.LOOKBACK_PASSED, "failed": Found.LOOKBACK_FAILED}
_ACTS = {
    "ask_review": Said.ASKED_REVIEW,
    "ask_rereview": Said.ASKED_REVIEW,
    "ask_reexamination": Said.ASKED_REVIEW,
    "contact_added": Said.CAME_BACK,
    "remedy_denied": Said.CAME_BACK,
}
TOLD_BY = frozenset(
    {*_ANSWERS, *_FOUND, *_ACTS, "taken_over", "hand_in_dossier", "settle_lookback", "record_rating"}
)


def facts_from(deeds: Iterable[Deed]) -> ThreeFacts:
    """Return the three facts as they stand after ``deeds``, oldest first.

    Each organ's and each person's latest word counts; what a petitioner did (asked for review, came back) speaks
    before what she answered when asked, and is not taken back by a friendly answer.
    """
    facts = ThreeFacts()
    for deed in deeds:
        facts = _after(facts, deed)
    return facts


def _after(facts: ThreeFacts, deed: Deed) -> ThreeFacts:
    if deed.event in _ANSWERS:
        return ThreeFacts(claimed=Claims.ANSWERED, claimed_on=deed.day)
    if deed.event == "taken_over":
        return replace(facts, claimed=Claims.FORMER_REGISTER, claimed_on=deed.day)
    if deed.event == "hand_in_dossier":
        return replace(
            facts,
            claimed=Claims.RESOLVED,
            claimed_on=deed.day,
            found=Found.NOT_EXAMINED,
            found_on=None,
        )
    found = _LOOKED.get(deed.word) if deed.event == "settle_lookback" else _FOUND.get(deed.event)
    if found is not None:
        return replace(facts, found=found, found_on=deed.day)
    if facts.claimed is Claims.OPEN:
        return facts  # before there is an answer nobody can object to it
    if deed.event in _ACTS:
        return replace(facts, said=_ACTS[deed.event], said_on=deed.day)
    if deed.event == "record_rating" and facts.said not in _ACTS.values():
        return replace(facts, said=Said(deed.word), said_on=deed.day)
    return facts

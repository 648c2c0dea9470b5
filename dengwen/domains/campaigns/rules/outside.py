"""Rows of an outside register as they come in, and what a person may decide about one. Plain Python (plan S15)."""

from dataclasses import dataclass, field
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.states import RowStanding

BODIES = "outside_bodies"


@dataclass(frozen=True, slots=True)
class TheirRow:
    """One row of the body's register. ``problem``: why it cannot be read, and then nothing else is certain.

    ``person`` and ``cells`` are sealed before they are kept; ``digest`` recognises the row.
    """

    position: int
    digest: bytes
    cells: dict[str, str]
    problem: str = ""
    their_number: str = ""
    received_on: date | None = None
    occurred_on: date | None = None
    organ_code: str = ""
    category: str = ""
    title: str = ""
    text: str = ""
    place: str = ""
    person: dict[str, str] = field(default_factory=dict)
    claim: str = ""
    remedy: str = ""


def check_decision(kind: str, *, standing: str, case: int | None, words: str) -> str:
    """Return where the row stands after the decision ``kind``.

    Raises ``outside.decided`` (decide again first), ``outside.unread``, ``outside.no_case``, ``outside.no_words``,
    ``outside.not_decided``.
    """
    if standing == RowStanding.UNREAD:
        raise Refusal("outside.unread")
    if kind == "again":
        if standing not in (RowStanding.SAME, RowStanding.NOT_OURS):
            raise Refusal("outside.not_decided")
        if not words.strip():
            raise Refusal("outside.no_words")
        return RowStanding.OPEN.value
    if standing != RowStanding.OPEN:
        raise Refusal("outside.decided")
    if kind in ("same", "different") and case is None:
        raise Refusal("outside.no_case")
    if kind == "not_ours" and not words.strip():
        raise Refusal("outside.no_words")
    after = {"same": RowStanding.SAME, "not_ours": RowStanding.NOT_OURS, "registered": RowStanding.REGISTERED}
    return after.get(kind, RowStanding.OPEN).value

"""The sheet of a look-back: item by item, and what follows from it (plan S8d, S36).

It asks how the organ handled the case, and nothing about the petitioner: not who she is, not whether she is content,
not whether she will go on.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dengwen.base.errors import Refusal

# What a reviewer does in a look-back is no deed in the case, nor is looking at it.
LOOKING = frozenset(
    {"begin_lookback", "conclude_lookback", "settle_lookback", "identity_opened", "due_recomputed"}
)


class Found(StrEnum):
    """What the reviewer found about one item."""

    MET = "met"
    LACKING = "lacking"
    NOT_OWED = "not_owed"  # only where the list says that the item may not be owed at all


class Result(StrEnum):
    """What the look-back says of a closure; empty until it is settled."""

    OPEN = ""
    PASSED = "passed"
    FAILED = "failed"


class Standing(StrEnum):
    """How far a place of the sample is."""

    OPEN = "open"
    DISPUTED = "disputed"  # two reviewers found differently
    SETTLED = "settled"
    REPLACED = "replaced"


class Replacing(StrEnum):
    """Why a drawn case gives its place to the next: only what the system itself can see (never at will)."""

    NOT_CLOSED = "NOT_CLOSED"  # it was taken up again before anybody looked
    NO_REVIEWER = "NO_REVIEWER"  # nobody of the organ that looks back is independent of it


@dataclass(frozen=True, slots=True)
class Finding:
    """What one item of the sheet says."""

    item: str
    found: str
    remark: str = ""


def check_findings(findings: Iterable[Finding], *, items: Mapping[str, bool]) -> list[Finding]:
    """Return the findings in the order of ``items`` (code -> whether it may be not owed).

    Raises ``lookback.item_missing``, ``lookback.finding_unknown``, ``lookback.lacking_without_remark``.
    """
    by_item = {finding.item: finding for finding in findings}
    checked = []
    for item, may_be_not_owed in items.items():
        finding = by_item.pop(item, None)
        if finding is None or not finding.found:
            raise Refusal("lookback.item_missing", item=item)
        allowed = {Found.MET, Found.LACKING} | ({Found.NOT_OWED} if may_be_not_owed else set())
        if finding.found not in allowed:
            raise Refusal("lookback.finding_unknown", item=item)
        if finding.found == Found.LACKING and not finding.remark.strip():
            raise Refusal("lookback.lacking_without_remark", item=item)
        checked.append(Finding(item, finding.found, finding.remark.strip()))
    if by_item:
        raise Refusal("lookback.finding_unknown", item=min(by_item))
    return checked


def result_of(findings: Iterable[Finding]) -> Result:
    """Return the outcome: one lacking item fails the closure; nobody weighs one against another."""
    return Result.FAILED if any(each.found == Found.LACKING for each in findings) else Result.PASSED


def check_independent(
    *, posts: Collection[int], deeds: Iterable[tuple[str, int | None]], named: Collection[int | None]
) -> None:
    """Refuse a reviewer who did anything in the case, its examination included, or is named in it.

    ``posts`` are all posts of the person, ``deeds`` (event, post) of the case. Raises ``lookback.acted_in_case``.
    """
    acted = any(post in posts and event not in LOOKING for event, post in deeds)
    if acted or set(posts) & set(named):
        raise Refusal("lookback.acted_in_case")


def check_replacing(reason: str, *, begun: bool, closed_as_drawn: bool, reviewers: int) -> Replacing:
    """Return the reason if it is true; ``reviewers`` is how many of the organ are independent of the case.

    Raises ``lookback.sheet_begun``, ``lookback.replacing_unknown``, ``lookback.still_closed``,
    ``lookback.reviewers_there``.
    """
    if begun:
        raise Refusal("lookback.sheet_begun")
    if reason not in set(Replacing):
        raise Refusal("lookback.replacing_unknown")
    if reason == Replacing.NOT_CLOSED and closed_as_drawn:
        raise Refusal("lookback.still_closed")
    if reason == Replacing.NO_REVIEWER and reviewers:
        raise Refusal("lookback.reviewers_there", count=reviewers)
    return Replacing(reason)


def is_as_drawn(*, state: str, closed_on: date | None, drawn_closed_on: date) -> bool:
    """Say whether the closure that was drawn still stands."""
    return state in ("closed", "archived") and closed_on == drawn_closed_on


def part_of(account: int, *, taken: Sequence[int], double: bool) -> int:
    """Return which reviewer of a place this person becomes, 1 or 2; ``taken`` are those who have a sheet.

    Raises ``lookback.same_reviewer``, ``lookback.taken``.
    """
    if account in taken:
        raise Refusal("lookback.same_reviewer")
    if len(taken) >= (2 if double else 1):
        raise Refusal("lookback.taken")
    return len(taken) + 1


def check_settling(result: str, *, reason: str, disputed: bool, same: bool) -> Result:
    """Return the result of a third person; ``same``: she wrote one of the sheets.

    Raises ``lookback.nothing_disputed``, ``lookback.same_reviewer``, ``lookback.result_unknown``,
    ``lookback.no_reason``.
    """
    if not disputed:
        raise Refusal("lookback.nothing_disputed")
    if same:
        raise Refusal("lookback.same_reviewer")
    if result not in (Result.PASSED, Result.FAILED):
        raise Refusal("lookback.result_unknown")
    if not reason.strip():
        raise Refusal("lookback.no_reason")
    return Result(result)

"""How long the portal keeps what is half-written, and how much one address may do. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DRAFT_DAYS = 14
# A lost page must not be a lost receipt; longer than a day nobody but the petitioner holds her query code.
RECEIPT_KEPT = timedelta(days=1)
MOST_FILES = 10
MOST_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``most`` deeds from one address within ``window``; many people may share an address."""

    most: int
    window: timedelta


RATES = {
    "begin": Rate(120, timedelta(hours=1)),
    "send": Rate(60, timedelta(hours=1)),
    "file": Rate(120, timedelta(hours=1)),
    # Wrong codes only: sixty bits are not guessed, and whoever mistypes may try again at once.
    "resume": Rate(10, timedelta(minutes=15)),
}


def expires_at(saved_at: datetime) -> datetime:
    """Return when a draft saved at ``saved_at`` is deleted."""
    return saved_at + timedelta(days=DRAFT_DAYS)


def minutes_to_wait(deed: str, done: Sequence[datetime], *, at: datetime) -> int:
    """Return for how many minutes ``deed`` is closed to an address that did it at the instants ``done``; 0: not."""
    rate = RATES[deed]
    recent = sorted(instant for instant in done if instant > at - rate.window)
    if len(recent) < rate.most:
        return 0
    left = recent[-rate.most] + rate.window - at
    return max(1, -(-int(left.total_seconds()) // 60))


def check_more_files(sizes: Sequence[int], *, more: int) -> str:
    """Return the refusal that one more file of ``more`` bytes meets beside those of ``sizes``; empty: none."""
    if len(sizes) >= MOST_FILES:
        return "draft.too_many_files"
    return "draft.files_too_big" if sum(sizes) + more > MOST_BYTES else ""

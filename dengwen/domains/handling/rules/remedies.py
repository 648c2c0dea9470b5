"""What was promised must be carried out, or have a day (L22 Art.32(2))."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list


def promising() -> frozenset[str]:
    """Return the results of a claim that promise that something is put right."""
    return code_list("claim_results").marked("remedy")


@dataclass(frozen=True, slots=True)
class RemedyDraft:
    """A remedy before it is recorded; ``claim`` is empty where it serves the whole matter."""

    kind: str
    text: str
    owner: int
    due: date
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim (id and position) and how it was decided."""

    claim: int
    position: int
    result: str


@dataclass(frozen=True, slots=True)
class RemedyState:
    """A remedy on record: for which claim, by when, done when."""

    claim: int | None
    due: date
    done_on: date | None


def check_remedy(remedy: RemedyDraft, *, today: date) -> None:
    """Refuse a remedy without words or with a day that is past; raises ``remedy.no_text``, ``remedy.due_past``."""
    if not remedy.text.strip():
        raise Refusal("remedy.no_text")
    if remedy.due < today:
        raise Refusal("remedy.due_past", due=remedy.due)


def check_promises_kept(claims: Sequence[ClaimResult], remedied: Iterable[int | None]) -> None:
    """Refuse when a supported claim has no remedy of its own and none serves the whole matter.

    Raises ``remedy.supported_without`` with the first such claim.
    """
    known = set(remedied)
    if None in known:
        return
    for claim in sorted(claims, key=lambda each: each.position):
        if claim.result in promising() and claim.claim not in known:
            raise Refusal("remedy.supported_without", position=claim.position)


def check_done_or_dated(remedies: Iterable[RemedyState], *, today: date) -> None:
    """Refuse while a remedy's day has passed without proof that it was done; raises ``remedy.overdue``."""
    late = [remedy.due for remedy in remedies if remedy.done_on is None and remedy.due < today]
    if late:
        raise Refusal("remedy.overdue", due=min(late))

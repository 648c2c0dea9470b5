"""When a dossier may be handed in to the organ above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.closure.rules.dossier_contents import check_papers
from dengwen.domains.handling.rules.remedies import (
    ClaimResult,
    RemedyState,
    check_done_or_dated,
    check_promises_kept,
)


@dataclass(frozen=True, slots=True)
class Papers:
    """What the case holds when it is to be handed in.

    ``wanted`` are the papers that its pack asks for after this resolution, ``attached`` the kinds of its files.
    """

    method: str
    served: bool
    claims: Sequence[ClaimResult]
    remedies: Sequence[RemedyState]
    wanted: Iterable[str]
    attached: Iterable[str]


def check_hand_in(papers: Papers, *, report: str, today: date) -> None:
    """Refuse a dossier whose reviewer could only return it.

    Raises ``dossier.no_report``, ``dossier.not_served``, ``dossier.claim_unanswered``,
    ``remedy.supported_without``, ``remedy.overdue``, ``dossier.paper_missing`` (L22 Art.32, 35; facts, 8c: each
    claim answered, each remedy done or dated).
    """
    if not report.strip():
        raise Refusal("dossier.no_report")
    if not papers.served:
        raise Refusal("dossier.not_served")
    check_all_answered(papers.claims)
    check_promises_kept(papers.claims, [remedy.claim for remedy in papers.remedies])
    check_done_or_dated(papers.remedies, today=today)
    check_papers(wanted=papers.wanted, method=papers.method, attached=papers.attached)


def check_all_answered(claims: Iterable[ClaimResult]) -> None:
    """Refuse while a claim has no answer, were it one that came in late; raises ``dossier.claim_unanswered``."""
    for claim in sorted(claims, key=lambda each: each.position):
        if not claim.result:
            raise Refusal("dossier.claim_unanswered", position=claim.position)

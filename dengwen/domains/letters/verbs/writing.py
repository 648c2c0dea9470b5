"""What every verb of letters asks: may this post write this kind, and what is the deed called."""

from dengwen.domains.cases.access import STORED
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.letters.access import check_writer
from dengwen.domains.letters.reads.letter_wording import decisions_of

# The ledger's word where the letter is the paper of a decision: who writes it took no part in the case by that.
_OF_A_DECISION = {
    "draft_letter": "decision_letter_drafted", "edit_letter": "decision_letter_changed",
    "issue_letter": "decision_letter_issued", "void_letter": "decision_letter_voided",
}  # fmt: skip


def require_writer(passage: Passage, kind: str, *, issuing: bool = False) -> None:
    """Refuse whom :func:`check_writer` refuses."""
    check_writer(
        passage.actor,
        kind,
        passage.matter,
        deeds=passage.deeds,
        issuing=issuing,
        facts=passage.book or STORED,
    )


def name_event(passage: Passage, kind: str) -> None:
    """Give the passage its name in the ledger; the paper of a decision is no deed in the case (facts, 8c)."""
    if decisions_of(kind):
        passage.event = _OF_A_DECISION[passage.event]

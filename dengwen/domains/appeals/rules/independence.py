"""Nobody reviews what she had a hand in (facts, 8c; LGO-5): computed from the ledger, never taken from a form."""

from collections.abc import Iterable

from dengwen.base.errors import Refusal

# Looking, what the system does by itself, holding a hearing, the paper of a decision, and a sweep into a campaign, is
# no part in a case.
NO_PART = frozenset(
    {"identity_opened", "due_recomputed", "announce_hearing", "open_hearing", "close_hearing",
     "decision_letter_drafted", "decision_letter_changed", "decision_letter_issued", "decision_letter_voided",
     "take_into_campaign", "scope_lapsed"}
)  # fmt: skip


def check_took_no_part(
    deeds: Iterable[tuple[str, int | None]], *, posts: Iterable[int], own: Iterable[str], name: str
) -> None:
    """Refuse an examiner who did anything in the case under any of her posts, but the steps of this examination.

    ``deeds`` are events and acting posts, ``posts`` all hers, ``own`` the events of this very stage. Who vouched for
    a dossier, or reviewed once, examines nothing further up. Raises ``review.acted_in_case``.
    """
    mine, free = set(posts), NO_PART | set(own)
    if any(post in mine and event not in free for event, post in deeds):
        raise Refusal("review.acted_in_case", name=name)

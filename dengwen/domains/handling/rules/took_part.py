"""Who took part in a case: read from its deeds (event, acting post), never from what a form says."""

from collections.abc import Collection, Iterable

# Deeds that find out, decide or carry out. Sending a case on, examining it and asking about it are none of them.
HANDLING = frozenset({
    "draft_plan", "approve_plan", "record_meeting", "investigate", "add_evidence", "preserve_evidence",
    "draft_opinion", "answer_claim", "show_provisional_view", "issue_opinion", "record_service", "begin_execution",
    "carry_out_remedy", "hand_in_dossier", "mediate", "settle", "not_accept", "no_longer_accept", "divert",
})  # fmt: skip
# No part in the case at all: the system's own work, and opening a name to write a letter.
NO_PART = frozenset(
    {"identity_opened", "due_recomputed", "take_into_campaign", "scope_lapsed", "watch_lapsed"}
)
Deeds = Iterable[tuple[str, int | None]]


def handlers_in(deeds: Deeds) -> frozenset[int]:
    """Return the posts that handled the case."""
    return frozenset(post for event, post in deeds if event in HANDLING and post is not None)


def took_part(*, posts: Collection[int], deeds: Deeds, named: Collection[int | None]) -> bool:
    """Say whether a person with these ``posts`` did anything in the case, or is named in it."""
    acted = any(post in posts and event not in NO_PART for event, post in deeds)
    return acted or bool(set(posts) & set(named))

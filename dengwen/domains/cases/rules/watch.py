"""A leader of a higher organ who watches one matter (领导督办): who may, what she may do, when it ends (plan S47).

She asks and is answered. She never examines, decides, reviews or handles what she watches: whoever presses for an
outcome is not the one who says that it is right (L22 Art.28). The table is ``tests/tables/watch.csv``.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import CloseBasis, State

LEADER = "leader"
LONGEST = timedelta(days=366)
# What somebody who watches, or watched, a matter may still do in it; the first three are the watch itself.
WATCHERS_OWN = frozenset({"watch_case", "note_watch", "end_watch", "declare_recusal", "take_into_campaign"})
# The same by the names of the ledger, with what is nobody's deed in the case. PostgreSQL holds the same list
# (migration 0014); a test compares them.
WATCHERS_EVENTS = frozenset({
    "watch_case", "note_watch", "end_watch", "watch_lapsed", "recusal_declared", "take_into_campaign", "scope_lapsed",
    "identity_opened", "due_recomputed",
})  # fmt: skip
CLOSED, POST_ENDED, DAY_PASSED, MOVED, APART, CALLED_BACK = (
    "closed", "post_ended", "day_passed", "moved", "apart", "called_back",
)  # fmt: skip
_OVER = (State.ARCHIVED, State.MERGED)


def check_watch(
    *, role: str, own_organ: bool, acted: bool, apart: bool, in_force: bool, ground: str, until: date | None,
    today: date,
) -> None:  # fmt: skip
    """Refuse a watch by somebody who may not watch, a second one at a time, or one without ground or with a past day.

    ``own_organ``: she leads the organ that assigns, which stands above the one that holds the matter; ``acted``:
    she did anything in it or is of its team; ``apart``: it keeps her apart; ``in_force``: somebody watches it
    already. Raises ``watch.in_force``, ``watch.not_a_leader``, ``watch.other_organ``, ``watch.acted``,
    ``watch.apart``, ``watch.no_ground``, ``watch.day_past``, ``watch.too_long``.
    """
    if in_force:
        raise Refusal("watch.in_force")
    if role != LEADER:
        raise Refusal("watch.not_a_leader")
    if not own_organ:
        raise Refusal("watch.other_organ")
    if acted:
        raise Refusal("watch.acted")
    if apart:
        raise Refusal("watch.apart")
    if not ground.strip():
        raise Refusal("watch.no_ground")
    if until is not None and until <= today:
        raise Refusal("watch.day_past", until_on=until)
    if until is not None and until > today + LONGEST:
        raise Refusal("watch.too_long", most=LONGEST.days)


def acted_in(deeds: Iterable[tuple[str, int | None]], posts: Collection[int]) -> bool:
    """Say whether somebody with ``posts`` did anything in the case that a watcher may not do."""
    return any(post in posts and event not in WATCHERS_EVENTS for event, post in deeds)


def is_over(*, state: str, close_basis: str) -> bool:
    """Say whether nothing is left to watch: closed and verified by the organ above, archived, or merged."""
    return state in _OVER or (state == State.CLOSED and close_basis == CloseBasis.VERIFIED)


def why_ended(
    *, state: str, close_basis: str, above: bool, apart: bool, post_until: date | None, until: date | None, today: date
) -> str:  # fmt: skip
    """Return why the watch ends by itself (``watch_ends``), or nothing while it goes on.

    ``above``: her organ still stands above the one that holds the matter; ``post_until`` is the last day of her
    post, ``until`` of the watch.
    """
    if is_over(state=state, close_basis=close_basis):
        return CLOSED
    if apart:
        return APART
    if not above:
        return MOVED
    if post_until is not None and post_until < today:
        return POST_ENDED
    if until is not None and until < today:
        return DAY_PASSED
    return ""

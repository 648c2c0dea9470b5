"""A watch ends by itself, and who watches is never put into the team; what every event of a case asks."""

from collections.abc import Sequence
from functools import partial

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.models import Watch
from dengwen.domains.cases.reads.conflicts import account_of, place_of_account
from dengwen.domains.cases.rules.conflict import conflict
from dengwen.domains.cases.rules.watch import why_ended
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.cases.verbs.keep_apart import named_at
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.staff.models import Post


def keep_watch(passages: Sequence[Passage]) -> None:
    """End the watches that this event ends, and refuse a team with somebody who watches or watched.

    A reaction to every event of a case, after who is kept apart is known; a matter that nobody ever watched costs
    nothing. Raises ``watch.not_of_the_team``.
    """
    for passage in passages:
        if passage.matter.watched:
            _check_team(passage)
            end_if_over(passage)


def end_if_over(passage: Passage) -> str:
    """End the watch in force where nothing is left of it; return why (``watch_ends``), or nothing."""
    row = next(iter(passage.rows(Watch, ended_on=None)), None)
    if row is None:
        return ""
    matter, today = passage.matter, passage.today
    above = matter.organ_id != row.organ_id and passage.look_up(
        ("above", row.organ_id, matter.organ_id), partial(_is_above, row.organ_id, matter.organ_id)
    )
    post = passage.look_up(("post of watch", row.post_id), partial(Post.objects.get, pk=row.post_id))
    why = why_ended(
        state=matter.state, close_basis=matter.close_basis, above=above, apart=_is_apart(passage, post.account_id),
        post_until=post.until, until=row.until, today=today,
    )  # fmt: skip
    if why:
        passage.watch(row)
        row.ended, row.ended_on = why, today
        passage.facts |= {"watch_ended": why, "watcher": row.post_id}
    return why


def _is_above(top: int, organ: int) -> bool:
    return OrganReach.objects.filter(top=top, organ=organ).exists()


def _is_apart(passage: Passage, account: int) -> bool:
    if not passage.matter.guarded:
        return False
    return conflict(named_at(passage), place_of_account(account, passage.look_up)) is not None


def _check_team(passage: Passage) -> None:
    """Refuse whom this passage put into the team although she watches the matter, under whatever post."""
    matter = passage.matter
    for part in ("leader", "handler"):
        post = getattr(matter, f"{part}_id")
        if post is None or post == passage.was(f"{part}_id"):
            continue
        account = account_of(post, passage.look_up)
        hers = set(passage.look_up(("posts", account), partial(posts_of, account)))
        if any(row.post_id in hers for row in passage.rows(Watch)):
            name = Post.objects.select_related("account").get(pk=post).account
            raise Refusal("watch.not_of_the_team", name=name)

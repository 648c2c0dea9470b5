"""Appoint a person to a post."""

from datetime import date, datetime

from dengwen.foundation.staff.verbs.appoint_many import PostSpec, appoint_many


def appoint(
    *,
    account: int,
    organ: int,
    role: str,
    since: date,
    actor_post: int | None,
    at: datetime,
    until: date | None = None,
) -> int:
    """Give the post and return its id; refuses like :func:`appoint_many`."""
    return appoint_many([PostSpec(account, organ, role, since, until)], actor_post=actor_post, at=at)[0]

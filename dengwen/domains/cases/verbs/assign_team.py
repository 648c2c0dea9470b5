"""Put a leader, a unit and a handler on a matter."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.staff.models import Post

_ROLES = {"leader": ("leader",), "handler": ("handler", "unit_head")}


def assign_team(
    *, case: int, actor: Actor, at: datetime, leader: int | None = None, unit: int | None = None,
    handler: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Name who answers for the matter; what is None stays as it is. The state does not change (plan S20, S22).

    Raises ``team.nothing``, ``team.post_not_here`` (the post is not of the holding organ or its units, not in
    force, or not of the role), ``team.unit_not_here``.
    """
    with door(
        "assign_team", case=case, actor=actor, at=at, version=version, event="team_assigned"
    ) as passage:
        matter = passage.matter
        if leader is None and unit is None and handler is None:
            raise Refusal("team.nothing")
        if unit is not None:
            matter.unit = _unit(passage, unit)
        if leader is not None:
            matter.leader = _post(passage, leader, "leader")
        if handler is not None:
            matter.handler = _post(passage, handler, "handler")
        passage.facts |= {"leader": leader, "unit": unit, "handler": handler}


def _unit(passage: Passage, unit: int) -> Organ:
    found = passage.look_up(("organ", unit), lambda: Organ.objects.filter(pk=unit).first())
    if (
        found is None
        or found.closed_on is not None
        or passage.matter.organ_id not in (found.pk, found.parent_id)
    ):
        raise Refusal("team.unit_not_here", unit=unit)
    return found


def _post(passage: Passage, pk: int, part: str) -> Post:
    posts = Post.objects.select_related("organ", "account")
    found = passage.look_up(("post", pk), lambda: posts.filter(pk=pk).first())
    here = found is not None and passage.matter.organ_id in (found.organ_id, found.organ.parent_id)
    if found is None or not here or found.role not in _ROLES[part] or not _in_force(found, passage.today):
        raise Refusal("team.post_not_here", post=pk, part=part)
    return found


def _in_force(post: Post, today: date) -> bool:
    return post.since <= today and (post.until is None or post.until >= today)

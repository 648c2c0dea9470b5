"""In whose name the rules raise items: one post for each organ that stands above others."""

from datetime import date

from dengwen.domains.supervision.states import SUPERVISING_LEVELS, SUPERVISING_ROLES
from dengwen.foundation.staff.reads.posts import posts_in_force


def supervising_posts(day: date) -> list[int]:
    """Return a post of each city and province that may supervise on that day, the nearest organs first.

    Who stands nearest raises it: what a city has raised, the province does not raise again (plan S8c).
    """
    found: dict[int, tuple[int, int, int]] = {}
    known = posts_in_force(day).filter(role__in=SUPERVISING_ROLES, organ__level__in=SUPERVISING_LEVELS)
    for post, organ, role, level in known.order_by("pk").values_list("pk", "organ", "role", "organ__level"):
        rank = (SUPERVISING_LEVELS.index(level), SUPERVISING_ROLES.index(role), post)
        found[organ] = min(found.get(organ, rank), rank)
    return [post for _level, _role, post in sorted(found.values())]

"""Who is independent of a case: what a look-back asks before anybody reviews."""

from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import check_apart, posts_of
from dengwen.domains.cases.models import Matter
from dengwen.domains.closure.rules.lookback_sheet import check_independent
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.actor import Actor, actor_of
from dengwen.foundation.permissions.rights import Right, Role, has_right
from dengwen.foundation.staff.models import Post


def check_reviewer(actor: Actor, matter: Matter) -> None:
    """Refuse whoever did anything in the case, examined its dossier, is named in it, or is kept apart from it.

    Raises ``lookback.acted_in_case`` and ``conflict.*`` (L22 Art.28, 46(5); plan S36).
    """
    check_apart(actor, "begin_lookback", matter)
    posts = posts_of(actor.account)
    deeds = Entry.objects.filter(kind="case", subject=matter.pk, actor_post__in=posts)
    check_independent(
        posts=posts,
        deeds=deeds.values_list("event", "actor_post"),
        named=(matter.handler_id, matter.leader_id),
    )


def independent_reviewers(*, organ: int, matter: Matter, today: date) -> int:
    """Return how many persons with the right to examine at ``organ`` are independent of the case."""
    roles = [role.value for role in Role if has_right(role, Right.EXAMINE)]
    posts = Post.objects.select_related("account", "organ").filter(role__in=roles, since__lte=today)
    free = set()
    for post in posts.filter(account__is_active=True).exclude(until__lt=today):
        actor = actor_of(post)
        if actor.bureau != organ:
            continue
        try:
            check_reviewer(actor, matter)
        except Refusal:
            continue
        free.add(actor.account)
    return len(free)

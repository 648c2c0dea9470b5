"""Who acts: one post of one person, for the length of one deed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dengwen.base.errors import Refusal
from dengwen.foundation.permissions.rights import Right, has_right
from dengwen.foundation.staff.models import Post
from dengwen.foundation.staff.rules.posts import PETITIONER


@dataclass(frozen=True, slots=True)
class Actor:
    """A post in force. ``bureau`` is the organ it speaks for: a unit speaks for the bureau it belongs to."""

    post: int
    account: int
    name: str
    role: str
    organ: int
    organ_name: str
    level: str
    bureau: int
    name_en: str = ""
    case: int | None = None  # set for a petitioner alone: the one case, and the party of it, that she is
    party: int | None = None

    @property
    def is_petitioner(self) -> bool:
        """Say whether a petitioner acts for herself, through the portal: no member of staff, and no role."""
        return self.role == PETITIONER

    def has(self, right: Right) -> bool:
        """Say whether the post's role carries ``right``; a petitioner has no right of staff."""
        return not self.is_petitioner and has_right(self.role, right)

    def require(self, right: Right) -> None:
        """Raise the refusal ``right.missing`` unless the post's role carries ``right``."""
        if not self.has(right):
            raise Refusal("right.missing", role=self.role, right=str(right))


def actor_of(post: Post) -> Actor:
    """Turn a post (with account and organ loaded) into the actor that doors ask for."""
    organ = post.organ
    bureau = organ.parent_id if organ.level == "unit" and organ.parent_id else organ.pk
    return Actor(
        post=post.pk, account=post.account_id, name=post.account.name, role=post.role, organ=organ.pk,
        organ_name=organ.name, level=organ.level, bureau=bureau, name_en=post.account.name_en,
    )  # fmt: skip


def load_actor(post_id: int, on: date) -> Actor:
    """Return the actor of a post in force on the day ``on``; raises ``post.not_in_force``."""
    in_force = Q(until=None) | Q(until__gte=on)
    post = Post.objects.select_related("account", "organ").filter(in_force, pk=post_id, since__lte=on).first()
    if post is None or not post.account.is_active:
        raise Refusal("post.not_in_force", post=post_id)
    return actor_of(post)

"""Each right twice, side by side: whose files a post sees, and what it may do with files and letters."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.cases import access as cases
from dengwen.domains.cases.access import STORED, Facts
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.reads.letter_wording import decisions_of, kind_of
from dengwen.foundation.organs.reads.superiors import competent_bureau
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.models import Post

Deeds = Callable[[], Iterable[tuple[str, int | None]]]


def visible_to(actor: Actor) -> QuerySet[Attachment]:
    """Return the files of the matters that ``actor`` sees."""
    return Attachment.objects.filter(matter__in=cases.visible_to(actor))


def may(actor: Actor, verb: str, matter: Matter) -> Decision:
    """Say whether ``actor`` may do ``verb`` (``attach_file``) on ``matter``."""
    return cases.may(actor, verb, matter)


def may_write(actor: Actor, kind: str, matter: Matter, *, deeds: Deeds, issuing: bool = False) -> bool:
    """Say whether :func:`check_writer` lets ``actor`` write a letter of ``kind``."""
    try:
        check_writer(actor, kind, matter, deeds=deeds, issuing=issuing)
    except Refusal:
        return False
    return True


def check_writer(
    actor: Actor, kind: str, matter: Matter, *, deeds: Deeds, issuing: bool = False, facts: Facts = STORED
) -> None:
    """Refuse who may not write a letter of ``kind``; the door has looked at the matter and the place before.

    A kind names its right: whoever has it issues the letter, and whoever works on the case may draft it. A kind that
    is the paper of a decision names the deeds it documents instead: it is written by who has the right to such a
    deed, at the organ that did it (``deeds``: events and posts) or that may do it as the matter stands. Raises
    ``right.missing``, ``letter.not_your_decision``.
    """
    verbs = decisions_of(kind)
    if not verbs:
        if issuing or not actor.has(Right.ADD_MATERIAL):
            actor.require(Right(kind_of(kind).extras["right"]))
        return
    mine = [line for line in TRANSITIONS if line.verb in verbs and actor.has(line.right)]
    if not mine:
        actor.require(next(line.right for line in TRANSITIONS if line.verb in verbs))
    events = {*verbs, *kind_of(kind).extras.get("after", "").split()}
    posts = {post for event, post in deeds() if event in events and post is not None}
    if _speaks_for(actor, posts) or any(
        _may_do(actor, verb, matter, facts) for verb in dict.fromkeys(line.verb for line in mine)
    ):
        return
    raise Refusal("letter.not_your_decision")


def _speaks_for(actor: Actor, posts: set[int]) -> bool:
    """Say whether one of the posts speaks for the actor's organ, or for one that was merged into it."""
    if actor.post in posts:
        return True
    organs = Post.objects.filter(pk__in=posts).values_list("organ_id", flat=True).distinct()
    return any(competent_bureau(organ).pk == actor.bureau for organ in organs)


def _may_do(actor: Actor, verb: str, matter: Matter, facts: Facts) -> bool:
    try:
        cases.check(actor, verb, matter, facts)
    except Refusal:
        return False
    return True

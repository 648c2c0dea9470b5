"""Approve a publication, as another person than its writers, or give it back to them with the reason."""

from datetime import datetime

from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.reread_figures import reread
from dengwen.domains.bulletins.rules.publication_steps import Asked, check_approve, check_return
from dengwen.domains.bulletins.states import PublicationState as State
from dengwen.domains.bulletins.verbs.book_of_publication import publication_door, replies_of
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.models import Post


def approve_publication(*, publication: int, actor: Actor, at: datetime, revision: int | None = None) -> None:
    """Approve what was submitted, once the organs named have replied or had their time (plan S67, S68).

    Raises ``right.missing``, and what :func:`check_approve` and :func:`reread` raise.
    """
    actor.require(Right.APPROVE_PUBLICATION)
    with publication_door(
        "publication_approved", publication=publication, actor=actor, at=at, revision=revision
    ) as passage:
        row = passage.row
        asked = [Asked(each.until, each.replied_on is not None) for each in replies_of(row)]
        check_approve(
            row.state, writers=_writers(row), person=actor.account, asked=asked, today=passage.today
        )
        reread(row)
        row.state, row.approved_on, row.approved_by_id = State.APPROVED.value, passage.today, actor.post


def return_publication(
    *, publication: int, reason: str, actor: Actor, at: datetime, revision: int | None = None
) -> None:
    """Give a publication that was submitted or approved back to its writers; what organs replied is kept.

    Raises ``right.missing`` and what :func:`check_return` raises.
    """
    actor.require(Right.APPROVE_PUBLICATION)
    with publication_door(
        "publication_returned", publication=publication, actor=actor, at=at, revision=revision
    ) as passage:
        row = passage.row
        check_return(row.state, reason)
        row.state, row.returned_why = State.DRAFT.value, reason.strip()
        row.submitted_on = row.approved_on = row.approved_by_id = None


def _writers(row: Publication) -> set[int]:
    posts = {row.drafted_by_id, *(int(post) for post in row.editors.split())}
    return set(Post.objects.filter(pk__in=posts).values_list("account_id", flat=True))

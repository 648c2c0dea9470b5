"""Stand aside from a matter, or be asked to by the petitioner."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Recusal
from dengwen.domains.cases.reads.conflicts import GRANTED, account_of
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post

REFUSED = "refused"


def declare_recusal(
    *, case: int, ground: str, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Stand aside (回避): from now on the actor is kept out of this matter, and out of its team (L22 Art.28).

    Where she was handler or leader the matter waits to be assigned anew. ``ground`` is of the code list
    ``recusal_grounds``. Raises ``recusal.ground_unknown``, ``recusal.no_reason``, ``recusal.already``.
    """
    with door(
        "declare_recusal", case=case, actor=actor, at=at, version=version, event="recusal_declared"
    ) as passage:
        row = _request(passage, actor.post, ground, reason, asked_by="self")
        row.decision, row.decided_on = GRANTED, passage.today


def ask_recusal(
    *, case: int, post: int, ground: str, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Record that the petitioner asks ``post`` to stand aside; the head of the organ decides (L22 Art.28).

    Raises what :func:`declare_recusal` raises, and ``recusal.post_unknown``.
    """
    with door(
        "ask_recusal", case=case, actor=actor, at=at, version=version, event="recusal_asked"
    ) as passage:
        _request(passage, post, ground, reason, asked_by="petitioner")


def decide_recusal(
    *,
    case: int,
    recusal: int,
    grant: bool,
    reason: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Grant or refuse what the petitioner asked for, with reasons; nobody decides about herself.

    Raises ``recusal.not_found``, ``recusal.no_reason``, ``recusal.own``.
    """
    with door(
        "decide_recusal", case=case, actor=actor, at=at, version=version, event="recusal_decided"
    ) as passage:
        row = next((row for row in passage.rows(Recusal, decision="") if row.pk == recusal), None)
        if row is None:
            raise Refusal("recusal.not_found")
        if account_of(row.post_id, passage.look_up) == actor.account:
            raise Refusal("recusal.own")
        passage.watch(row)
        row.decision, row.decided_on = (GRANTED if grant else REFUSED), passage.today
        passage.facts |= {"post": row.post_id, "decision": row.decision}
        _say(passage, reason)


def _request(passage: Passage, post: int, ground: str, reason: str, *, asked_by: str) -> Recusal:
    if ground not in code_list("recusal_grounds"):
        raise Refusal("recusal.ground_unknown")
    if not Post.objects.filter(pk=post).exists():
        raise Refusal("recusal.post_unknown")
    account = account_of(post, passage.look_up)
    for known in passage.rows(Recusal):
        if known.decision != REFUSED and account_of(known.post_id, passage.look_up) == account:
            raise Refusal("recusal.already")
    row = Recusal(
        matter=passage.matter, post_id=post, ground=ground, asked_by=asked_by, asked_on=passage.today
    )
    passage.create(row)
    passage.facts |= {"post": post, "ground": ground}
    _say(passage, reason)
    return row


def _say(passage: Passage, reason: str) -> None:
    if not reason.strip():
        raise Refusal("recusal.no_reason")
    passage.say("reason", reason)

"""Take a finished matter up again."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import CloseBasis
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor


def reopen_matter(
    *, case: int, reason: str, actor: Actor, at: datetime, cause: str = "", version: int | None = None
) -> None:
    """Reopen: everything that closing set is taken back, and the matter is handled anew (plan S36, S54).

    There is no window and no cap: a closed matter may always be reopened. ``cause`` names what led to it, where that
    is another deed (``lookback``). Raises ``reopen.no_reason``.
    """
    with door("reopen", case=case, actor=actor, at=at, version=version, event="reopened") as passage:
        if not reason.strip():
            raise Refusal("reopen.no_reason")
        take_back_closing(passage)
        passage.matter.reopened += 1
        if cause:
            passage.facts["cause"] = cause
        passage.say("reason", reason)


def take_back_closing(passage: Passage) -> None:
    """Take back every day and result that deciding, serving and closing set; the new handling sets them anew.

    ``ended_on`` follows the state (:meth:`Passage.move_to`). The answers stay on the claims until drafted anew.
    """
    matter = passage.matter
    matter.closed_on = None
    matter.close_basis = CloseBasis.NONE.value
    matter.decided_on = matter.served_on = None
    matter.review_organ = None
    matter.review_organ_id = None


def screen_again(*, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Screen anew what was not accepted or was led elsewhere (L22 Art.36: new facts). Raises ``reopen.no_reason``."""
    with door("screen_again", case=case, actor=actor, at=at, version=version) as passage:
        if not reason.strip():
            raise Refusal("reopen.no_reason")
        passage.matter.decided_on = None
        passage.matter.reopened += 1
        passage.say("reason", reason)

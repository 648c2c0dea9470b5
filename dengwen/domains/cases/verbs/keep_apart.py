"""Keep those complained about, and those who stand aside, out of a matter: checked whenever anything happens to it.

Whatever verb moved the matter or named somebody, whatever the form said: the outcome is what is judged here
(L22 Art.28, 30, 46(5)).
"""

from collections.abc import Sequence
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Matter, Recusal, Respondent
from dengwen.domains.cases.reads.conflicts import (
    GRANTED,
    account_of,
    chain_of,
    handles_instead,
    named_by,
    place_of_account,
    place_of_organ,
)
from dengwen.domains.cases.rules.conflict import Named, conflict, first_free, is_accusation
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post

_NAMING = (Respondent, Recusal)
_TEAM = ("leader", "handler")
# Where the matter waited for the organ that is now kept apart, the organ above looks at it from the beginning ...
_TO_SCREEN = (State.TRANSFERRED, State.ASSIGNED, State.OBJECTED)
# ... and where that organ had decided and handed in, the organ above decides anew.
_TO_DECIDE_ANEW = (State.DOSSIER_REVIEW, State.FOLLOW_UP)

# Here an organ above has the matter in hand already; it is taken up when it comes back to the organ kept apart.
_ABOVE_ACTS = (
    State.REVIEW_REQUESTED, State.REVIEWING, State.REVIEW_DECIDED, State.REREVIEW_REQUESTED, State.REREVIEWING,
    State.REREVIEW_DECIDED, State.WITHDRAWAL_PENDING, State.TERMINATION_PROPOSED, State.TERMINATION_REVIEW,
)  # fmt: skip


def keep_apart(passages: Sequence[Passage]) -> None:
    """Refuse what would bring a matter to somebody kept apart; set its ``guarded`` and ``shielded``.

    A reaction to every event of a case (``config/reactions.py``); a matter that names nobody costs nothing. An
    accusation that lies with those it accuses goes at once to the next organ above that is free. Raises
    ``conflict.to_organ``, ``conflict.to_person``, ``conflict.nobody_above``.
    """
    for passage in passages:
        if passage.matter.guarded or any(isinstance(row, _NAMING) for row in passage.created):
            _keep(passage)


def raise_to(passage: Passage, organ: int) -> None:
    """Give the matter to ``organ`` above (提级办理); it goes on where it stood, with every limit as it runs."""
    matter = passage.matter
    passage.involve(matter.organ_id, "sent")
    if matter.state in _TO_SCREEN:
        passage.move_to(State.SCREENING)
    elif matter.state in _TO_DECIDE_ANEW:
        passage.move_to(State.REDO)
        matter.decided_on = matter.served_on = None
    matter.sender_id = matter.review_organ_id = None
    matter.organ_id = organ
    matter.leader_id = matter.unit_id = matter.handler_id = None


def named_at(passage: Passage) -> Named:
    """Return whom the matter keeps apart, with what this passage added."""
    respondents = passage.rows(Respondent, until=None)
    return named_by(respondents, passage.rows(Recusal, decision=GRANTED), passage.look_up)


def check_merge(passage: Passage, other: Matter) -> None:
    """Refuse to merge a matter into one that those it complains about handle, or could come to handle.

    Raises ``conflict.to_organ`` and, where the other matter does not name them, ``conflict.not_named_there``.
    """
    if not passage.matter.guarded:
        return
    named = named_at(passage)
    posts = (other.leader_id, other.handler_id)
    if _organ_is_apart(passage, named, other.organ_id) or any(
        _is_apart(passage, named, one) for one in posts
    ):
        _refuse(passage, named, other.organ_id)
    there = {(row.organ_id, row.officer_id) for row in _respondents_of(passage, other)}
    here = {(row.organ_id, row.officer_id) for row in passage.rows(Respondent, until=None)}
    if here - there - {(None, None)}:
        raise Refusal("conflict.not_named_there", number=other.number)


def _respondents_of(passage: Passage, other: Matter) -> list[Respondent]:
    """Return who is complained about in another matter now."""
    if passage.book is not None:
        return [row for row in passage.book.rows_of(other, Respondent) if row.until is None]
    return list(Respondent.objects.filter(matter=other, until=None))


def _keep(passage: Passage) -> None:
    matter, named = passage.matter, named_at(passage)
    respondents = passage.rows(Respondent, until=None)
    _check_moves(passage, named)
    _release_team(passage, named)
    matter.guarded = bool(respondents) or any(row.decision != "refused" for row in passage.rows(Recusal))
    free: int | None = matter.organ_id
    if _organ_is_apart(passage, named, matter.organ_id):
        free = first_free(named, chain_of(matter.organ_id, passage.look_up)[1:])
    known = [row for row in respondents if row.organ_id is not None or row.officer_id is not None]
    accuses = _accuses(passage, known)
    if accuses and free not in (None, matter.organ_id) and matter.is_open and not _is_in_hand_above(matter):
        passage.facts["raised_to"] = free
        raise_to(passage, free)
    # Where every organ up to the top is accused, hiding the matter would lose it: then nobody there may act in it.
    matter.shielded = accuses and free is not None
    new = any(isinstance(row, Respondent) for row in passage.created)
    passage.hides = matter.shielded and not passage.is_new and (new or not passage.was("shielded"))


def _is_in_hand_above(matter: Matter) -> bool:
    heard_above = matter.state == State.HEARING and matter.review_organ_id is not None
    return matter.state in _ABOVE_ACTS or heard_above


def _check_moves(passage: Passage, named: Named) -> None:
    """Refuse what this passage gave into wrong hands: the matter, its examination, a part in its team."""
    matter = passage.matter
    if passage.is_new:
        return
    for column in ("organ_id", "review_organ_id", "unit_id"):
        organ = getattr(matter, column)
        if organ != passage.was(column) and _organ_is_apart(passage, named, organ):
            asked = matter.organ_id if column == "unit_id" else organ
            _refuse(passage, named, asked)
    for part in _TEAM:
        post = getattr(matter, f"{part}_id")
        if post != passage.was(f"{part}_id") and _is_apart(passage, named, post):
            raise Refusal(
                "conflict.to_person", name=Post.objects.select_related("account").get(pk=post).account
            )


def _refuse(passage: Passage, named: Named, organ: int) -> None:
    instead = handles_instead(named, chain_of(organ, passage.look_up))
    if instead is None:
        raise Refusal("conflict.nobody_above")
    raise Refusal("conflict.to_organ", instead=instead)


def _release_team(passage: Passage, named: Named) -> None:
    """Take whoever is kept apart out of the team: the matter waits for a replacement."""
    matter = passage.matter
    for part in _TEAM:
        if _is_apart(passage, named, getattr(matter, f"{part}_id")):
            setattr(matter, f"{part}_id", None)
    if _organ_is_apart(passage, named, matter.unit_id):
        matter.unit_id = None


def _is_apart(passage: Passage, named: Named, post: int | None) -> bool:
    if post is None:
        return False
    account = account_of(post, passage.look_up)
    return conflict(named, place_of_account(account, passage.look_up)) is not None


def _organ_is_apart(passage: Passage, named: Named, organ: int | None) -> bool:
    return organ is not None and conflict(named, place_of_organ(organ, passage.look_up)) is not None


def _accuses(passage: Passage, respondents: Sequence[Respondent]) -> bool:
    """Say whether a claim that names somebody is an accusation, or the matter itself is one."""
    named = {row.claim_id for row in respondents}
    if not named:
        return False
    rows: list[Any] = [claim for claim in passage.rows(Claim) if None in named or claim.pk in named]
    categories = code_list("categories")
    return any(
        is_accusation(row.purpose, _extras(categories, row.category)) for row in (passage.matter, *rows)
    )


def _extras(categories: Any, code: str) -> Any:
    return categories.entry(code).extras if code in categories else {}

"""Panels of experts on a complex case (plan S34): who may sit, what is given, what becomes of the advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

LEAST = 3
GIVEN, NONE = "given", "none"


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member: a post of the police, or a role and an institution; and the conflict that she declares, if any."""

    post: int | None = None
    role: str = ""
    institution: str = ""
    interest: str = ""

    @property
    def sits(self) -> bool:
        """Say whether she declares no conflict; otherwise she stands aside."""
        return not self.interest.strip()


def check_panel(
    *, complex_case: bool, question: str, material: str, with_identity: bool, identity_reason: str, due: date,
    today: date,
) -> None:  # fmt: skip
    """Refuse a call on a case that is not listed, without a question, without material or with a day that is past.

    Who the petitioner is goes along only where the question needs it, with the reason. Raises
    ``panel.not_complex``, ``panel.no_question``, ``panel.no_material``, ``panel.identity_without_reason``,
    ``panel.due_past``.
    """
    if not complex_case:
        raise Refusal("panel.not_complex")
    if not question.strip():
        raise Refusal("panel.no_question")
    if not material.strip():
        raise Refusal("panel.no_material")
    if with_identity and not identity_reason.strip():
        raise Refusal("panel.identity_without_reason")
    if due <= today:
        raise Refusal("panel.due_past", due=due)


def check_members(members: Sequence[MemberDraft]) -> None:
    """Refuse a panel with a nameless member, the same post twice, or fewer than three without a conflict.

    Raises ``panel.member_nobody``, ``panel.member_twice``, ``panel.too_few``.
    """
    for member in members:
        if member.post is None and not (member.role.strip() and member.institution.strip()):
            raise Refusal("panel.member_nobody")
    posts = [member.post for member in members if member.post is not None]
    if len(posts) != len(set(posts)):
        raise Refusal("panel.member_twice")
    if sum(member.sits for member in members) < LEAST:
        raise Refusal("panel.too_few", least=LEAST)


def check_advice(
    *, outcome: str, given: bool, advice: str, advised_on: date, called_on: date, today: date
) -> None:
    """Refuse advice without words, a second one, or a day before the call; a panel that gave none says why.

    Raises ``panel.over``, ``panel.outcome_unknown``, ``panel.no_advice``, ``panel.advised_before``, ``day.future``.
    """
    if given:
        raise Refusal("panel.over")
    if outcome not in (GIVEN, NONE):
        raise Refusal("panel.outcome_unknown")
    if not advice.strip():
        raise Refusal("panel.no_advice")
    if advised_on < called_on:
        raise Refusal("panel.advised_before", called_on=called_on)
    check_done_on(advised_on, today=today)


def check_answer(*, outcome: str, answered: bool, followed: str, answer: str) -> None:
    """Refuse an answer to no advice, a second one, or one that does not say what was done or why not.

    Raises ``panel.no_advice_yet``, ``panel.answered``, ``panel.followed_unknown``, ``panel.no_answer``.
    """
    if outcome != GIVEN:
        raise Refusal("panel.no_advice_yet")
    if answered:
        raise Refusal("panel.answered")
    if followed not in code_list("advice_answers"):
        raise Refusal("panel.followed_unknown")
    if not answer.strip():
        raise Refusal("panel.no_answer")


def check_none_open(panels: Sequence[tuple[int, str, bool]]) -> None:
    """Refuse (``panel.awaited``, ``panel.unanswered``) to hand in while a panel is awaited or its advice unanswered.

    ``panels`` are number, outcome, and whether it was answered.
    """
    for number, outcome, answered in panels:
        if not outcome:
            raise Refusal("panel.awaited", number=number)
        if outcome == GIVEN and not answered:
            raise Refusal("panel.unanswered", number=number)

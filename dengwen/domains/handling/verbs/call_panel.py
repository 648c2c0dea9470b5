"""Call a panel of experts, keep its advice, and answer it."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.reads.conflicts import place_of_account
from dengwen.domains.cases.rules.conflict import conflict
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.keep_apart import named_at
from dengwen.domains.handling.models import CaseFlag, ExpertPanel, PanelMember
from dengwen.domains.handling.reads.procedures import account_of, post_in_force
from dengwen.domains.handling.rules.flags import COMPLEX
from dengwen.domains.handling.rules.panels import (
    MemberDraft,
    check_advice,
    check_answer,
    check_members,
    check_none_open,
    check_panel,
)
from dengwen.domains.handling.rules.took_part import took_part
from dengwen.foundation.permissions.actor import Actor


def call_panel(
    *, case: int, question: str, material: str, due: date, members: Sequence[MemberDraft], actor: Actor, at: datetime,
    with_identity: bool = False, identity_reason: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Call a panel (专家会商) on a complex case: the question, what it is given, until when, and who sits (plan S34).

    Nobody who had a part in the case or is kept apart from it sits. Raises ``panel.post_unknown``,
    ``panel.member_took_part`` and what :func:`check_panel` and :func:`check_members` raise.
    """
    with door("call_panel", case=case, actor=actor, at=at, version=version) as passage:
        listed = any(row.ended_on is None for row in passage.rows(CaseFlag, flag=COMPLEX))
        check_panel(
            complex_case=listed, question=question, material=material, with_identity=with_identity,
            identity_reason=identity_reason, due=due, today=passage.today,
        )  # fmt: skip
        check_members(members)
        _check_apart(passage, members)
        panel = ExpertPanel(
            matter=passage.matter, number=len(passage.rows(ExpertPanel)) + 1, question=question.strip(),
            material=material.strip(), with_identity=with_identity, identity_reason=identity_reason.strip(),
            called_on=passage.today, called_by_id=actor.post, due=due,
        )  # fmt: skip
        passage.create(panel)
        for each in members:
            passage.create(
                PanelMember(
                    matter=passage.matter, panel=panel, post_id=each.post, role=each.role.strip(),
                    institution=each.institution.strip(), interest=each.interest.strip(), sits=each.sits,
                )
            )  # fmt: skip
        passage.facts |= {
            "number": panel.number, "members": sum(each.sits for each in members), "answer_by": due.isoformat(),
        }  # fmt: skip
        passage.say("question", question)


def record_advice(
    *, case: int, panel: int, outcome: str, advice: str, advised_on: date, actor: Actor, at: datetime,
    dissent: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Keep the written advice with its dissent; or that the panel gave none, and why (``outcome`` given, none).

    Raises ``panel.not_here`` and what :func:`check_advice` raises.
    """
    with door("record_advice", case=case, actor=actor, at=at, version=version) as passage:
        row = _panel(passage, panel)
        check_advice(
            outcome=outcome, given=bool(row.outcome), advice=advice, advised_on=advised_on, called_on=row.called_on,
            today=passage.today,
        )  # fmt: skip
        passage.watch(row)
        row.outcome, row.advice, row.dissent = outcome, advice.strip(), dissent.strip()
        row.advised_on, row.recorded_by_id = advised_on, actor.post
        passage.facts |= {"number": row.number, "outcome": outcome, "dissent": bool(dissent.strip())}
        passage.say("advice", advice)
        passage.say("dissent", dissent)


def answer_advice(
    *, case: int, panel: int, followed: str, answer: str, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Say how the organ follows the advice, or why not (``advice_answers``).

    Raises ``panel.not_here`` and what :func:`check_answer` raises.
    """
    with door("answer_advice", case=case, actor=actor, at=at, version=version) as passage:
        row = _panel(passage, panel)
        check_answer(
            outcome=row.outcome, answered=row.answered_on is not None, followed=followed, answer=answer
        )
        passage.watch(row)
        row.followed, row.answer = followed, answer.strip()
        row.answered_on, row.answered_by_id = passage.today, actor.post
        passage.facts |= {"number": row.number, "followed": followed}
        passage.say("answer", answer)


def check_no_panel_waits(passage: Passage) -> None:
    """Refuse to go up while a panel is awaited or unanswered; raises what :func:`check_none_open` raises."""
    rows = passage.rows(ExpertPanel)
    check_none_open([(row.number, row.outcome, row.answered_on is not None) for row in rows])


def _check_apart(passage: Passage, members: Sequence[MemberDraft]) -> None:
    deeds, matter, named = passage.deeds(), passage.matter, named_at(passage)
    for member in members:
        if member.post is None:
            continue
        post = post_in_force(passage, member.post, passage.today)
        if post is None:
            raise Refusal("panel.post_unknown", post=member.post)
        account = account_of(passage, member.post)
        posts = passage.look_up(("posts", account), partial(posts_of, account))
        parts = (matter.leader_id, matter.handler_id)
        place = place_of_account(account, passage.look_up)
        if took_part(posts=posts, deeds=deeds, named=parts) or conflict(named, place):
            raise Refusal("panel.member_took_part", name=post.account)


def _panel(passage: Passage, panel: int) -> ExpertPanel:
    found = next(iter(passage.rows(ExpertPanel, pk=panel)), None)
    if found is None:
        raise Refusal("panel.not_here", panel=panel)
    return found

"""Whether another team and a second opinion are owed; asked of the passage, or of a case that is shown."""

import json
from collections.abc import Sequence

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import CaseFlag, ExpertPanel
from dengwen.domains.handling.reads.procedures import account_of
from dengwen.domains.handling.rules.change_owed import (
    REOPENED,
    ChangeOwed,
    change_owed,
    check_new_team,
    check_second_opinion,
)
from dengwen.domains.handling.rules.flags import COMPLEX
from dengwen.domains.handling.rules.panels import GIVEN
from dengwen.foundation.ledger.models import Entry


def owed_in(case: int, deeds: Sequence[tuple[str, int | None]]) -> ChangeOwed | None:
    """Return what is owed in a matter whose deeds these are; asks the ledger only where it was ever reopened."""
    failed: set[int] = set()
    if any(event == REOPENED for event, _ in deeds):
        rows = Entry.objects.filter(kind="case", subject=case, event=REOPENED)
        for seq, payload in rows.values_list("seq", "payload"):
            if json.loads(payload).get("facts", {}).get("cause") == "lookback":
                failed.add(seq - 1)
    return change_owed(deeds, failed)


def deeds_of(case: int) -> list[tuple[str, int | None]]:
    """Return what was done in a matter that the caller has seen: event and acting post, oldest first."""
    rows = Entry.objects.filter(kind="case", subject=case).order_by("seq")
    return list(rows.values_list("event", "actor_post"))


def check_change(passage: Passage) -> None:
    """Refuse a plan of the same people, or without the second opinion, where a change is owed (plan S52).

    Raises what :func:`check_new_team` and :func:`check_second_opinion` raise.
    """
    matter = passage.matter
    owed = owed_in(matter.pk, passage.deeds())
    if owed is None:
        return
    earlier = frozenset(account_of(passage, post) for post in owed.earlier)
    leader, handler = (
        None if post is None else account_of(passage, post) for post in (matter.leader_id, matter.handler_id)
    )
    # Whoever wrote it last answers for the plan: a first draft by the earlier handler can be written anew by another.
    drafted = [post for event, post in passage.deeds() if event == "draft_plan" and post is not None][-1:]
    check_new_team(
        earlier=earlier, leader=leader, handler=handler,
        authors={account_of(passage, post) for post in drafted}, approver=passage.actor.account,
    )  # fmt: skip
    since = [event for event, _ in passage.deeds()[owed.place :]]
    advised = "record_advice" in since and any(row.outcome == GIVEN for row in passage.rows(ExpertPanel))
    listed = any(row.ended_on is None for row in passage.rows(CaseFlag, flag=COMPLEX))
    check_second_opinion(listed=listed, advised=advised)

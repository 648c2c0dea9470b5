"""Examine a proposed termination, refuse it, or terminate."""

from dataclasses import dataclass
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Termination
from dengwen.domains.appeals.reads.independence import TERMINATING, check_independent
from dengwen.domains.appeals.reads.terminations import open_termination
from dengwen.domains.appeals.rules.notices import Notice, check_notice, check_words
from dengwen.domains.appeals.rules.terminations import TerminationDecision, Vote, check_vote
from dengwen.domains.appeals.verbs.standing import give_back
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class TerminationWords:
    """What is decided and told: the reasons, the minutes, what stays open to the petitioner, who goes on caring."""

    reasons: str
    minutes: str
    stays_open: str
    care: str


def examine_termination(
    *, case: int, findings: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Begin the examination (终结审查) with what was found about each gate (plan S58).

    Raises ``termination.none_open``, ``review.acted_in_case``, ``words.findings`` and, from the door, ``examine.*``.
    """
    with door("examine_termination", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, TERMINATING)
        row = open_termination(passage)
        check_words((findings, Refusal("words.findings")))
        passage.watch(row)
        row.findings, row.examined_on, row.examined_by_id = findings.strip(), passage.today, actor.post
        passage.facts["number"] = row.number
        passage.say("findings", findings)


def refuse_termination(
    *, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Refuse to terminate (不予终结): the matter stays final, and may be proposed again when the reason is gone.

    Raises ``termination.none_open``, ``review.acted_in_case``, ``words.reason`` and, from the door, ``examine.*``.
    """
    with door("refuse_termination", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, TERMINATING)
        row = open_termination(passage)
        check_words((reason, Refusal("words.reason")))
        passage.watch(row)
        _decide(passage, row, TerminationDecision.REFUSED, reason)
        passage.say("reason", reason)


def terminate(
    *, case: int, vote: Vote, words: TerminationWords, notice: Notice, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Terminate (依法终结): by a collective decision with minutes and vote, told with reasons and what stays open.

    It never bars new facts: the matter may be reopened at any time, and a dissatisfied petitioner may have it
    re-examined by the organ above (plan S54, S58). Raises ``termination.none_open``, ``termination.too_few_members``,
    ``termination.votes_do_not_add_up``, ``termination.no_majority``, ``review.acted_in_case``, ``words.*``,
    ``notice.*`` and, from the door, ``examine.*``.
    """
    with door("terminate", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, TERMINATING)
        row = open_termination(passage)
        members = check_vote(vote)
        check_words(
            (words.reasons, Refusal("words.reasons")),
            (words.minutes, Refusal("words.minutes")),
            (words.stays_open, Refusal("words.stays_open")),
            (words.care, Refusal("words.care")),
        )
        check_notice(notice, since=row.proposed_on, today=passage.today)
        passage.watch(row)
        _decide(passage, row, TerminationDecision.TERMINATED, words.reasons)
        row.members, row.member_count = "\n".join(members), len(members)
        row.votes_for, row.votes_against = vote.votes_for, vote.votes_against
        row.votes_abstained = vote.votes_abstained
        row.minutes, row.stays_open, row.care = (
            words.minutes.strip(),
            words.stays_open.strip(),
            words.care.strip(),
        )
        row.told_on, row.told_by = notice.told_on, notice.told_by
        passage.facts |= {
            "members": len(members), "votes": vote.votes_for, "told_on": notice.told_on.isoformat(),
            "method": notice.told_by,
        }  # fmt: skip
        passage.say("explanation", words.reasons)
        passage.say("stays_open", words.stays_open)
        passage.say("care", words.care)


def _decide(passage: Passage, row: Termination, decision: TerminationDecision, text: str) -> None:
    row.decision, row.decision_text = decision.value, text.strip()
    row.decided_on, row.decided_by_id = passage.today, passage.actor.post
    give_back(passage)
    passage.facts["number"] = row.number

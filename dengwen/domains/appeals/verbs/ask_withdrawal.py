"""Record that the petitioner withdraws, or takes the withdrawal back."""

from dataclasses import dataclass
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Withdrawal
from dengwen.domains.appeals.reads.terminations import last_withdrawal
from dengwen.domains.appeals.rules.notices import check_words
from dengwen.domains.appeals.rules.withdrawals import WithdrawalOutcome, check_signature
from dengwen.domains.appeals.verbs.standing import ask_organ, give_back, keep_standing
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.deadlines.reads.calendars import newest_calendar
from dengwen.domains.deadlines.verbs.keep_clocks import count
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.organs.reads.superiors import next_higher
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack_in_force


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed notice: when, by whom (code list ``withdrawal_signers``), and the file that is the paper.

    ``told`` is what the petitioner was told first: that it is free, may be taken back, and costs no relief.
    ``in_custody`` is asked before anything is written down.
    """

    signed_on: date
    signer: str
    paper: int
    told: str
    in_custody: bool


def ask_withdrawal(
    *, case: int, signed: Signed, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Record a withdrawal (申请撤回): signed, on paper, never from custody; nothing changes until it is confirmed.

    Whoever handles or leads the case does not take it; an organ above calls the petitioner back. Raises
    ``withdrawal.by_handler``, ``withdrawal.custody``, ``withdrawal.no_paper``,
    ``withdrawal.no_organ_above``, ``words.told`` and what :func:`check_signature` raises (facts IOP-7, IOP-8).
    """
    with door("ask_withdrawal", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        if actor.post in (matter.handler_id, matter.leader_id):
            raise Refusal("withdrawal.by_handler", name=actor.name)
        if signed.in_custody:
            raise Refusal("withdrawal.custody")
        check_signature(
            signer=signed.signer, signed_on=signed.signed_on, received_on=matter.received_on, today=passage.today
        )  # fmt: skip
        check_words((signed.told, Refusal("words.told")))
        paper = next(iter(passage.rows(Attachment, pk=signed.paper)), None)
        if paper is None or any(row.paper_id == paper.pk for row in passage.rows(Withdrawal)):
            raise Refusal("withdrawal.no_paper")
        organ = passage.look_up(("higher", matter.organ_id), lambda: next_higher(matter.organ_id))
        if organ is None:
            raise Refusal("withdrawal.no_organ_above")
        kept = keep_standing(passage)
        before, free_on = last_withdrawal(passage), _free_on(passage, signed.signed_on)
        passage.create(
            Withdrawal(
                matter=matter, number=before.number + 1 if before else 1, signed_on=signed.signed_on,
                signer=signed.signer, paper=paper, told=signed.told.strip(), free_on=free_on, organ_id=organ.pk,
                recorded_by_id=actor.post, came_from=kept["came_from"], organ_before_id=kept["organ_before_id"],
            )
        )  # fmt: skip
        ask_organ(passage, organ.pk)
        day = signed.signed_on.isoformat()
        passage.facts |= {
            "to": organ.pk,
            "asked_on": day,
            "free_on": free_on.isoformat(),
            "signer": signed.signer,
        }
        passage.say("told_before", signed.told)


def take_back_withdrawal(
    *, case: int, actor: Actor, at: datetime, note: str = "", version: int | None = None
) -> None:
    """Take the withdrawal back, in the cooling-off or after: the matter goes on where it stood, no reason asked.

    A withdrawal that was confirmed is taken back like a reopening, and the handling limit begins anew. Raises
    ``withdrawal.none_open``.
    """
    with door("take_back_withdrawal", case=case, actor=actor, at=at, version=version) as passage:
        row = last_withdrawal(passage)
        if row is None or row.outcome not in (WithdrawalOutcome.OPEN, WithdrawalOutcome.CONFIRMED):
            raise Refusal("withdrawal.none_open")
        if row.outcome == WithdrawalOutcome.CONFIRMED:
            passage.event = "reopened"
            passage.matter.reopened += 1
        end_withdrawal(passage, row, WithdrawalOutcome.TAKEN_BACK, note)
        passage.say("note", note)


def end_withdrawal(passage: Passage, row: Withdrawal, outcome: WithdrawalOutcome, text: str) -> None:
    """End a withdrawal that does not count, and put the matter back where it stood."""
    passage.watch(row)
    row.outcome, row.decision_text = outcome.value, text.strip()
    row.decided_on, row.decided_by_id = passage.today, passage.actor.post
    give_back(passage, row.organ_before_id)
    passage.facts["number"] = row.number
    passage.move_to(State(row.came_from))


def _free_on(passage: Passage, signed_on: date) -> date:
    """Return the last day of the cooling-off; a country without one has the day of the signature."""
    law = pack_in_force(signed_on, nearest=True)
    if not law.has("withdrawal"):
        return signed_on
    calendar = passage.look_up(("newest calendar",), newest_calendar)
    return count(law.code, law.limit("withdrawal").id, signed_on, calendar).legal

"""Call a petitioner back who withdrew, and decide on the withdrawal."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.reads.independence import CALLING_BACK, check_independent
from dengwen.domains.appeals.reads.terminations import open_withdrawal
from dengwen.domains.appeals.rules.notices import Notice, check_notice, check_words
from dengwen.domains.appeals.rules.withdrawals import (
    CallBack,
    WithdrawalOutcome,
    check_confirmable,
    heard,
)
from dengwen.domains.appeals.verbs.ask_withdrawal import end_withdrawal
from dengwen.domains.appeals.verbs.standing import give_back
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor

# What the ledger calls a call-back that ended the withdrawal.
_EVENT = {
    WithdrawalOutcome.PRESSED: "withdrawal_pressed",
    WithdrawalOutcome.CUSTODY: "withdrawal_refused",
}


def call_back_withdrawal(
    *, case: int, call: CallBack, answers: str, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Record the call-back (回访核实) by an organ that does not handle the matter, and by nobody who acted in it.

    Was the petitioner pressed, or promised anything, the withdrawal ends, the matter goes on where it stood, marked as
    urgent, and the event ``withdrawal_pressed`` tells the higher organ; from custody it ends as well. ``answers`` are
    the petitioner's words. Raises ``withdrawal.none_open``, ``words.answers``, ``review.acted_in_case`` and, from the
    door, ``examine.*`` (facts IOP-8).
    """
    with door("call_back_withdrawal", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, CALLING_BACK)
        row = open_withdrawal(passage)
        check_words((answers, Refusal("words.answers")))
        passage.watch(row)
        row.called_on, row.called_by_id, row.answers = passage.today, actor.post, answers.strip()
        row.pressed, row.promised, row.in_custody = call.pressed, call.promised, call.in_custody
        outcome = heard(call)
        passage.facts["number"] = row.number
        if outcome is not WithdrawalOutcome.OPEN:
            passage.event = _EVENT[outcome]
            passage.facts |= {"pressed": call.pressed, "promised": call.promised}
            end_withdrawal(passage, row, outcome, answers)
        if outcome is WithdrawalOutcome.PRESSED:
            passage.matter.urgent = True
            passage.say("supervision_note", answers)
        else:
            passage.say("answers", answers)


def confirm_withdrawal(
    *, case: int, public_interest: str, notice: Notice, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Confirm (确认撤回): after the cooling-off and the call-back, and where no public interest asks to go on.

    ``public_interest`` says why none does. Raises ``withdrawal.none_open``, ``withdrawal.cooling_off``,
    ``withdrawal.not_called_back``, ``words.public_interest``, ``review.acted_in_case``, ``notice.*`` and, from the
    door, ``examine.*`` (facts IOP-7; DSN-WD-COOL).
    """
    with door("confirm_withdrawal", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, CALLING_BACK)
        row = open_withdrawal(passage)
        check_confirmable(free_on=row.free_on, called_on=row.called_on, today=passage.today)
        check_words((public_interest, Refusal("words.public_interest")))
        check_notice(notice, since=row.signed_on, today=passage.today)
        passage.watch(row)
        row.outcome, row.decision_text = WithdrawalOutcome.CONFIRMED.value, public_interest.strip()
        row.decided_on, row.decided_by_id = passage.today, actor.post
        give_back(passage)
        passage.facts |= {
            "number": row.number, "told_on": notice.told_on.isoformat(), "method": notice.told_by,
        }  # fmt: skip
        passage.say("public_interest", public_interest)


def go_on_despite_withdrawal(
    *, case: int, reason: str, notice: Notice, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Go on although the petitioner withdrew, because the public interest asks for it (facts IOP-7, DOJ-7).

    The petitioner is told and need do nothing. Raises ``withdrawal.none_open``, ``withdrawal.not_called_back``,
    ``words.reason``, ``review.acted_in_case``, ``notice.*`` and, from the door, ``examine.*``.
    """
    with door("go_on_despite_withdrawal", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, CALLING_BACK)
        row = open_withdrawal(passage)
        if row.called_on is None:
            raise Refusal("withdrawal.not_called_back")
        check_words((reason, Refusal("words.reason")))
        check_notice(notice, since=row.signed_on, today=passage.today)
        passage.facts |= {"told_on": notice.told_on.isoformat(), "method": notice.told_by}
        end_withdrawal(passage, row, WithdrawalOutcome.GOES_ON, reason)
        passage.say("reason", reason)

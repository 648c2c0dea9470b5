"""The termination, the re-examination and the withdrawal that a verb works on, asked of its passage."""

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Reexamination, Termination, Withdrawal
from dengwen.domains.appeals.rules.ending import is_terminated
from dengwen.domains.appeals.rules.terminations import Reexamined, TerminationDecision
from dengwen.domains.appeals.rules.withdrawals import WithdrawalOutcome
from dengwen.domains.cases.verbs.door import Passage


def last_termination(passage: Passage) -> Termination | None:
    """Return the proposal that was made last."""
    return max(passage.rows(Termination), key=lambda row: row.number, default=None)


def open_termination(passage: Passage) -> Termination:
    """Return the proposal under examination; raises ``termination.none_open``."""
    found = last_termination(passage)
    if found is None or found.decision != TerminationDecision.OPEN:
        raise Refusal("termination.none_open")
    return found


def termination_in_force(passage: Passage) -> Termination:
    """Return the termination that stands; raises ``termination.not_in_force``."""
    found = last_termination(passage)
    if found is None or not is_terminated([event for event, _ in passage.deeds()]):
        raise Refusal("termination.not_in_force")
    return found


def open_reexamination(passage: Passage) -> Reexamination:
    """Return the re-examination that runs; raises ``reexamination.none_open``."""
    found = next(iter(passage.rows(Reexamination, outcome=Reexamined.OPEN.value)), None)
    if found is None:
        raise Refusal("reexamination.none_open")
    return found


def last_withdrawal(passage: Passage) -> Withdrawal | None:
    """Return the withdrawal that came in last."""
    return max(passage.rows(Withdrawal), key=lambda row: row.number, default=None)


def open_withdrawal(passage: Passage) -> Withdrawal:
    """Return the withdrawal that is pending; raises ``withdrawal.none_open``."""
    found = last_withdrawal(passage)
    if found is None or found.outcome != WithdrawalOutcome.OPEN:
        raise Refusal("withdrawal.none_open")
    return found

"""When a withdrawal is free (facts, IOP-7, IOP-8): signed, thought over, called back, never from custody."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list


class WithdrawalOutcome(StrEnum):
    """What became of a withdrawal; empty while it is pending."""

    OPEN = ""
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"
    PRESSED = "pressed"
    CUSTODY = "custody"
    GOES_ON = "goes_on"


@dataclass(frozen=True, slots=True)
class CallBack:
    """What the petitioner answered when an organ that does not handle the matter called back."""

    pressed: bool
    promised: bool
    in_custody: bool


def check_signature(*, signer: str, signed_on: date, received_on: date, today: date) -> None:
    """Refuse a signature of nobody known, of a day to come, or from before the petition.

    Raises ``withdrawal.signer_unknown``, ``day.future``, ``withdrawal.signed_before_petition``.
    """
    if signer not in code_list("withdrawal_signers"):
        raise Refusal("withdrawal.signer_unknown", signer=signer)
    if signed_on > today:
        raise Refusal("day.future", day=signed_on)
    if signed_on < received_on:
        raise Refusal("withdrawal.signed_before_petition", signed_on=signed_on, received_on=received_on)


def heard(call: CallBack) -> WithdrawalOutcome:
    """Return what the answers make of the withdrawal: open while it is free.

    A promise weighs as much as pressure: relief is never the price of a withdrawal.
    """
    if call.pressed or call.promised:
        return WithdrawalOutcome.PRESSED
    return WithdrawalOutcome.CUSTODY if call.in_custody else WithdrawalOutcome.OPEN


def check_confirmable(*, free_on: date, called_on: date | None, today: date) -> None:
    """Refuse before the cooling-off is over, or without a call-back; raises ``withdrawal.cooling_off``,
    ``withdrawal.not_called_back``.
    """
    if today <= free_on:
        raise Refusal("withdrawal.cooling_off", free_on=free_on)
    if called_on is None:
        raise Refusal("withdrawal.not_called_back")

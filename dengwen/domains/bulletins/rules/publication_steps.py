"""Which step a publication may take next, and who takes it. Plain Python, today is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.states import PublicationState as State
from dengwen.foundation.rulebook.loading import code_list

BLANK = "____"


class StateWords:
    """The name of a state in both languages, as sentences of refusals take it."""

    def __init__(self, state: str) -> None:
        entry = code_list("publication_states").entry(state)
        self.name, self.name_en = entry.zh, entry.en


@dataclass(frozen=True, slots=True)
class Asked:
    """An organ that was asked: until when it may reply, and whether it has."""

    until: date
    replied: bool


def check_draft(state: str) -> None:
    """Refuse to change words that stand still; raises ``publication.not_draft``."""
    if state != State.DRAFT:
        raise Refusal("publication.not_draft", state=StateWords(state))


def check_complete(texts: Iterable[str]) -> None:
    """Refuse to submit what is not finished; raises ``publication.blank_left``."""
    if count := sum(text.count(BLANK) for text in texts):
        raise Refusal("publication.blank_left", count=count)


def check_reply(state: str, asked: Asked | None, words: str, *, today: date) -> None:
    """Refuse a reply of who was not asked, twice, or after the approval.

    A reply after the day is still taken while nobody has approved. Raises ``publication.not_asked``,
    ``publication.replied``, ``publication.reply_over``, ``publication.no_words``.
    """
    if asked is None or state == State.DRAFT:
        raise Refusal("publication.not_asked")
    if asked.replied:
        raise Refusal("publication.replied")
    if state != State.SUBMITTED:
        raise Refusal("publication.reply_over", until=asked.until)
    if not words.strip():
        raise Refusal("publication.no_words")


def check_approve(
    state: str, *, writers: Iterable[int], person: int, asked: Iterable[Asked], today: date
) -> None:
    """Refuse approval by who wrote in it, and before the organs named could reply.

    ``writers`` and ``person`` are accounts: a person with two posts is one person. Raises
    ``publication.not_submitted``, ``publication.same_person``, ``publication.replies_open``.
    """
    if state != State.SUBMITTED:
        raise Refusal("publication.not_submitted", state=StateWords(state))
    if person in set(writers):
        raise Refusal("publication.same_person")
    waiting = [each for each in asked if not each.replied and today <= each.until]
    if waiting:
        raise Refusal(
            "publication.replies_open", count=len(waiting), until=max(each.until for each in waiting)
        )


def check_issue(state: str) -> None:
    """Refuse to issue what nobody has approved; raises ``publication.not_approved``."""
    if state != State.APPROVED:
        raise Refusal("publication.not_approved", state=StateWords(state))


def check_receipt(state: str, recipient: str, *, known: Iterable[str], there: Iterable[str]) -> None:
    """Refuse a receipt of what did not go out, from elsewhere, or twice.

    Raises ``publication.not_issued``, ``publication.other_recipient``, ``publication.receipt_there``.
    """
    if state != State.ISSUED:
        raise Refusal("publication.not_issued", state=StateWords(state))
    names = tuple(known)
    if recipient not in names:
        listed = code_list("publication_recipients")
        raise Refusal(
            "publication.other_recipient", known=" / ".join(listed.entry(each).en for each in names)
        )
    if recipient in set(there):
        raise Refusal("publication.receipt_there")


def check_withdraw(state: str, reason: str) -> None:
    """Refuse to withdraw twice, or without a reason; raises ``publication.withdrawn``, ``publication.no_reason``."""
    if state == State.WITHDRAWN:
        raise Refusal("publication.withdrawn")
    if not reason.strip():
        raise Refusal("publication.no_reason")


def check_return(state: str, reason: str) -> None:
    """Refuse to give back what was not submitted, or without a reason.

    Raises ``publication.not_submitted``, ``publication.no_reason``.
    """
    if state not in (State.SUBMITTED, State.APPROVED):
        raise Refusal("publication.not_submitted", state=StateWords(state))
    if not reason.strip():
        raise Refusal("publication.no_reason")

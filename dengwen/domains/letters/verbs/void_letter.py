"""Take a letter out of use."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.letters.verbs.edit_letter import letter_of
from dengwen.domains.letters.verbs.writing import name_event, require_writer
from dengwen.foundation.permissions.actor import Actor


def void_letter(
    *, case: int, letter: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Declare a draft or an issued letter void, with a reason; number, PDF and hash stay for ever.

    An issued one is declared void only by whom it needs to issue one. Raises ``letter.not_here``,
    ``letter.void_already``, ``letter.reason_missing``, ``right.missing``,
    ``letter.not_your_decision``.
    """
    with door("void_letter", case=case, actor=actor, at=at, version=version) as passage:
        row = letter_of(passage, letter)
        if row.state == "void":
            raise Refusal("letter.void_already")
        require_writer(passage, row.kind, issuing=row.state == "issued")
        name_event(passage, row.kind)
        if not reason.strip():
            raise Refusal("letter.reason_missing")
        passage.watch(row)
        row.state, row.voided_on = "void", passage.today
        passage.say("reason", reason)
        passage.facts |= {"kind": row.kind, "number": row.number}

"""Change the words of a draft."""

from collections.abc import Sequence
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.rules.letter_content import dump, edited, load
from dengwen.domains.letters.verbs.writing import name_event, require_writer
from dengwen.foundation.permissions.actor import Actor


def edit_letter(
    *, case: int, letter: int, body: Sequence[str], plain: Sequence[str], actor: Actor, at: datetime, to: str = "",
    copies: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Give the draft's sections new words, in their order; headings stay.

    ``to``: the organ that is addressed; ``copies``: who gets a copy. Raises ``letter.not_here``,
    ``letter.not_draft``, ``right.missing``, ``letter.not_your_decision`` and what :func:`edited` raises.
    """
    with door("edit_letter", case=case, actor=actor, at=at, version=version) as passage:
        row = draft_of(passage, letter)
        require_writer(passage, row.kind)
        name_event(passage, row.kind)
        passage.watch(row)
        row.content = dump(edited(load(row.content), body=body, plain=plain, to=to, copies=copies))
        passage.facts |= {"kind": row.kind}


def draft_of(passage: Passage, letter: int) -> Letter:
    """Return the draft of this case; raises ``letter.not_here``, ``letter.not_draft``."""
    row = letter_of(passage, letter)
    if row.state != "draft":
        raise Refusal("letter.not_draft", number=row.number)
    return row


def letter_of(passage: Passage, letter: int) -> Letter:
    """Return the letter of this case; raises ``letter.not_here``."""
    row = next(iter(passage.rows(Letter, pk=letter)), None)
    if row is None:
        raise Refusal("letter.not_here", letter=letter)
    return row

"""The petitioner says whether what was promised to her has arrived."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import CloseBasis, State
from dengwen.domains.cases.verbs.at_her_word import keep_whose_word
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.closure.verbs.overtake_dossier import overtake_dossier
from dengwen.domains.handling.models import Remedy
from dengwen.foundation.permissions.actor import Actor

# Here nobody is owed anything else: what did not arrive leads back to carrying it out.
_LED_BACK = (State.DOSSIER_REVIEW, State.FOLLOW_UP, State.CLOSED, State.ARCHIVED)


def say_of_remedy(
    *, case: int, remedy: int, delivered: bool, words: str, actor: Actor, at: datetime, party: int | None = None,
    how: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Record whether a remedy arrived (L22 Art.32(2)); the proof of the organ is no proof against the petitioner.

    Arrived, nothing changes. Not arrived, the remedy is open again, a dossier under examination is laid aside, and
    what was handed in, followed up or closed is carried out again. Staff say whose word it is: ``party``, and by
    which channel (``how``). Raises ``remedy.not_here``, ``remedy.no_words`` (what is missing must be said),
    ``word.nobody``, ``word.how_unknown``.
    """
    with door(
        "say_of_remedy", case=case, actor=actor, at=at, version=version, event="remedy_confirmed"
    ) as passage:
        keep_whose_word(passage, actor=actor, party=party, how=how)
        row = next(iter(passage.rows(Remedy, pk=remedy)), None)
        if row is None:
            raise Refusal("remedy.not_here", remedy=remedy)
        if not delivered:
            if not words.strip():
                raise Refusal("remedy.no_words")
            passage.event = "remedy_denied"
            _open_again(passage, row)
        passage.facts |= {"kind": row.kind, "remedy": row.pk}
        passage.say("petitioner_says", words)


def _open_again(passage: Passage, row: Remedy) -> None:
    passage.watch(row)
    row.done_on = None
    matter = passage.matter
    if matter.state not in _LED_BACK:
        return
    overtake_dossier([passage])
    if matter.state in (State.CLOSED, State.ARCHIVED):
        matter.reopened += 1
    matter.closed_on, matter.close_basis = None, CloseBasis.NONE.value
    matter.review_organ = None
    matter.review_organ_id = None
    passage.move_to(State.EXECUTING)

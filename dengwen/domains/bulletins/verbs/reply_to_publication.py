"""Say something to what a bulletin says of the actor's organ; it is printed beside."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.rules.publication_steps import Asked, check_reply
from dengwen.domains.bulletins.verbs.book_of_publication import publication_door, replies_of
from dengwen.domains.letters.rules.letter_content import clean
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def reply_to_publication(*, publication: int, words: str, actor: Actor, at: datetime) -> None:
    """Write down what the actor's organ, which is named, has to say; once, word by word as it is (plan S68).

    Raises ``right.missing``, ``publication.not_found`` and what :func:`check_reply` raises.
    """
    actor.require(Right.REPLY_PUBLICATION)
    with publication_door(
        "publication_replied", publication=publication, actor=actor, at=at, by_writer=False
    ) as passage:
        mine = next((each for each in replies_of(passage.row) if each.organ_id == actor.bureau), None)
        asked = Asked(mine.until, mine.replied_on is not None) if mine else None
        check_reply(passage.row.state, asked, words, today=passage.today)
        if mine is None:  # refused above already; said again for the type
            raise Refusal("publication.not_asked")
        passage.watch(mine)
        mine.words, mine.replied_on, mine.replied_by_id = clean(words), passage.today, actor.post
        passage.facts["organ"] = actor.bureau

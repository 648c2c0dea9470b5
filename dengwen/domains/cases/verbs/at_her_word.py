"""What staff write down because a petitioner said it by telephone or at the counter."""

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.verbs.door import Passage
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def keep_whose_word(passage: Passage, *, actor: Actor, party: int | None, how: str) -> None:
    """Say in the entry which party spoke and by which channel; a petitioner who acts herself is named by the door.

    ``party`` may be None only where the case knows no party at all. Raises ``word.nobody``, ``word.how_unknown``.
    """
    if actor.is_petitioner:
        return
    known = {row.pk for row in passage.rows(Party)}
    if party not in known and (known or party is not None):
        raise Refusal("word.nobody")
    if how not in code_list("channels"):
        raise Refusal("word.how_unknown", how=how)
    passage.facts |= {"asked_how": how} | ({"asked_party": party} if party is not None else {})

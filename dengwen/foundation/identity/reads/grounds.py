"""On which grounds an identity is opened."""

from dengwen.foundation.rulebook.lists import Code
from dengwen.foundation.rulebook.loading import code_list

LIST = "reading_grounds"
OTHER = "OTHER"


def grounds_by_hand() -> list[Code]:
    """Return the grounds that somebody at the desk chooses from."""
    return [entry for entry in code_list(LIST).entries if entry.extras.get("by") == "hand"]


def says_enough(why: str, words: str) -> bool:
    """Say whether the code, or the code with these words, is a ground."""
    known = code_list(LIST)
    return why in known and (bool(words) or known.entry(why).extras.get("words") != "needed")

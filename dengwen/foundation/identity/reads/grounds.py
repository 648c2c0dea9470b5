"""On which grounds an identity is opened; how they are worded says the code list ``reading_grounds``."""

OTHER = "OTHER"
# Chosen by somebody at the desk.
BY_HAND = ("CONTACT", "SERVE", "VERIFY", "KEPT_APART", "PROTECT", "AUTHORITY", OTHER)
# The deeds' own: a letter with a name, a copy of the file, and the like.
BY_DEED = ("LETTER", "EXPORT", "CORRECT", "CARRIED", "ANONYMITY")
_NEED_WORDS = frozenset({"AUTHORITY", OTHER, "LETTER"})


def says_enough(why: str, words: str) -> bool:
    """Say whether the code, or the code with these words, is a ground."""
    return why in BY_HAND + BY_DEED and (bool(words) or why not in _NEED_WORDS)

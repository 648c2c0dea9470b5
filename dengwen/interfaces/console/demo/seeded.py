"""The one source of chance of the demo: the same words give the same numbers on any machine."""

from random import Random


def chance(*words: object) -> Random:
    """Return a random source seeded by these words (by SHA-512 of their text, not by ``hash``)."""
    return Random("/".join(str(word) for word in words))  # noqa: S311 (invented data, no secret)

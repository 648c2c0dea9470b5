"""What is owed, in words."""

from collections.abc import Iterable

from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.kit.sentences import lang


def owed(limits: Iterable[tuple[str, str]]) -> str:
    """Return what these limits (pack and rule) ask for, in the language of the moment; the same thing said once."""
    said = dict.fromkeys(pack(law).limit(rule).action(lang()) for law, rule in limits)
    return ("；" if lang() == "zh" else "; ").join(said)

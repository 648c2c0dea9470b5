"""How the timeline words a watch."""

from collections.abc import Mapping

# A fact that says more, and the sentence that follows the main one.
AFTER = {
    "watch_until_on": "watch_until",
    "watch_answer_by": "watch_answer",
    "watch_ended": "watch_ended",
}


def what_follows(facts: Mapping[str, object]) -> list[str]:
    """Return the codes of the sentences that follow the main one."""
    return [code for fact, code in AFTER.items() if fact in facts]

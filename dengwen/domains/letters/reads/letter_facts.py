"""What the rows of a procedure say for its letters: each domain above reads its own (``config/letter_facts.py``)."""

from collections.abc import Callable, Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from dengwen.domains.cases.verbs.door import Passage

# Every place that a reader may fill; a wording names no other.
FROM_ROWS = frozenset({
    "addressee", "asked_on", "asked_how", "asked_by", "asked_text", "against", "last_day", "late_reason", "reviewer",
    "admission", "admission_why", "objection_told", "decision_number", "outcome", "effect", "verdicts",
    "facts_found",
    "reasons", "basis", "further", "procedure", "substance", "flaws", "signed_on", "signer", "free_on", "told",
    "called_on", "pressed", "promised", "custody", "answered", "public_interest", "used", "care", "stays_open",
    "ways_out",
    "organs", "dispute_reason", "competent", "decision_reason", "review_organ", "heard_on", "heard_at",
    "heard_about", "chair", "sitting",
})  # fmt: skip
Reader = Callable[[Passage, str, str], Mapping[str, str]]


def facts_for(passage: Passage, kind: str, lang: str) -> dict[str, str]:
    """Return the places that the rows of the case fill in a letter of ``kind``; none where nobody reads for it."""
    reader = _readers().get(kind)
    found = dict(reader(passage, kind, lang)) if reader else {}
    if unknown := found.keys() - FROM_ROWS:
        raise RuntimeError(f"{kind}: no wording can name {sorted(unknown)}")
    return found


@cache
def _readers() -> dict[str, Reader]:
    table: dict[str, str] = import_string(settings.DENGWEN_LETTER_FACTS)
    return {kind: import_string(path) for kind, path in table.items()}

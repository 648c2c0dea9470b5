"""What the ledger says of a row of an item, an inspection or a note; the writer and the verifier share it."""

from typing import Any

from dengwen.base.canonical import plain
from dengwen.domains.supervision.models import (
    ExperienceNote,
    Inspection,
    Problem,
    Suggestion,
    SupervisionItem,
)
from dengwen.foundation.ledger.chain import salted_digest

Root = SupervisionItem | Inspection | ExperienceNote | Problem | Suggestion
# The stream of the ledger, its root, and the column by which other rows name the root.
ROOTS: dict[str, tuple[type[Root], str]] = {
    "supervision": (SupervisionItem, "item_id"), "inspection": (Inspection, "inspection_id"),
    "experience": (ExperienceNote, ""), "problem": (Problem, ""), "suggestion": (Suggestion, ""),
}  # fmt: skip


def stream_of(root: Root) -> str:
    """Return the stream in which the story of ``root`` stands."""
    return next(kind for kind, (model, _column) in ROOTS.items() if isinstance(root, model))


def picture(row: Any, salt: bytes) -> dict[str, object]:
    """Return the columns of ``row``: plain ones as they are, texts as salted digests (``name#``)."""
    told: dict[str, object] = {name: plain(getattr(row, name)) for name in row.TOLD}
    for name in row.TOLD_DIGESTED:
        text = getattr(row, name)
        told[name + "#"] = salted_digest(salt, text) if text else ""
    return told

"""What the ledger says of a row of a campaign; the writer and the verifier share it."""

from typing import Any

from dengwen.base.canonical import plain
from dengwen.foundation.ledger.chain import salted_digest


def picture(row: Any, salt: bytes) -> dict[str, object]:
    """Return the columns of ``row``: plain ones as they are, texts as salted digests (``name#``)."""
    told: dict[str, object] = {name: plain(getattr(row, name)) for name in row.TOLD}
    for name in row.TOLD_DIGESTED:
        text = getattr(row, name)
        told[name + "#"] = salted_digest(salt, text) if text else ""
    return told

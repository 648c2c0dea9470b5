"""The digest that fixes what was handed in."""

import hashlib
from collections.abc import Iterable

from dengwen.base.canonical import canonical_json


def manifest_digest(*, attachments: Iterable[str], opinion: str, report: str) -> str:
    """Return SHA-256 over the files' and the opinion's SHA-256 and that of the report, as canonical JSON."""
    manifest = {
        "attachments": sorted(attachments),
        "opinion": opinion,
        "report": hashlib.sha256(report.encode()).hexdigest(),
    }
    return hashlib.sha256(canonical_json(manifest).encode()).hexdigest()

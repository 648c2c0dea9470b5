"""Making a snapshot again, from the ledger alone and from the rows alone, and saying where either differs."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dengwen.domains.bulletins.reads.as_it_stood import copy_out
from dengwen.domains.bulletins.reads.parquet import differences, write_parquet
from dengwen.domains.bulletins.reads.snapshot_figures import month_days
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes
from dengwen.domains.bulletins.rules.frozen import Month


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What came out: mistakes of the files, and for each way whether the bytes are equal and, if not, where not."""

    mistakes: tuple[str, ...]
    same: dict[str, bool]
    differing: dict[str, tuple[dict[str, object], ...]]

    @property
    def holds(self) -> bool:
        """Say whether the snapshot is what the ledger and the rows say."""
        return not self.mistakes and all(self.same.values())


def recompute(snapshot: Snapshot) -> Recomputed:
    """Compare ``snapshot`` with what the ledger folds to, and with the rows, as of the same instant.

    The ledger alone proves the figures; the rows prove that nobody changed a case behind the ledger's back. Needs a
    role that sees every row (the owner).
    """
    month = _month(snapshot)
    same, differing = {}, {}
    mistakes = file_mistakes(snapshot)
    whole = all((snapshot.folder / f"{name}.parquet").is_file() for name in snapshot.manifest["files"])
    for way in ("ledger", "rows"):
        with tempfile.TemporaryDirectory() as work:
            raw, made = Path(work) / "raw", Path(work) / "made"
            raw.mkdir()
            made.mkdir()
            copy_out(month, raw, way=way, layout=int(snapshot.manifest.get("layout", 1)))
            same[way] = write_parquet(raw, made) == snapshot.manifest["files"]
            readable = whole and not any(each.endswith(".parquet") for each in mistakes)
            differing[way] = tuple(differences(snapshot.folder, made)) if readable and not same[way] else ()
    return Recomputed(tuple(mistakes), same, differing)


def _month(snapshot: Snapshot) -> Month:
    said = snapshot.manifest
    start, last = month_days(snapshot)
    since, until = (datetime.fromisoformat(said[name]) for name in ("since", "as_of"))
    return Month(start, last, since, until)

"""Which rules this installation runs: one family of packs, and perhaps a file with the site's own changes."""

from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent
DEFAULT = "cn"


@dataclass(slots=True)
class _Installation:
    family: str = DEFAULT
    overlay: Path | None = None


_HERE = _Installation()


def use_family(name: str, *, overlay: Path | None = None) -> None:
    """Let this process run the packs of a family, changed by the file ``overlay`` names; nothing is read yet."""
    _HERE.family, _HERE.overlay = name, overlay


def family() -> str:
    """Return the family that this process runs."""
    return _HERE.family


def overlay_file() -> Path | None:
    """Return the file with the site's changes, if it has any."""
    return _HERE.overlay

"""Every bench runs end to end on a tiny size. Nothing is timed here: figures are for ``make bench``."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another run of pytest does not close to PostgreSQL's own user, as it does its tmp_path."""
    with tempfile.TemporaryDirectory(prefix="dengwen-bench-") as name:
        yield Path(name)


def test_every_bench_runs(folder: Path) -> None:
    environment = os.environ | {"BENCH_DATA": str(folder / "bench")}
    environment.pop("DATABASE_URL", None)
    environment.pop("DATABASE_OWNER_URL", None)
    written = (ROOT / "docs" / "performance.md").stat().st_mtime_ns if _has_figures() else None
    result = subprocess.run(
        [sys.executable, "-m", "bench", "--small"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-4000:]
    for page in ("queue", "case", "figures", "board", "list", "register POST"):
        assert f"| county | {page} |" in result.stdout
    assert "| first sweep |" in result.stdout
    assert "| frozen at the month's end |" in result.stdout
    assert "registrations a second" in result.stdout and "| drop the last hour | 30 | 30 |" in result.stdout
    if (ROOT.parent / "shared" / "data" / "police-complaints-2000-2014.csv.gz").exists():
        assert "'findings': 0" in result.stdout
    if written is not None:
        assert (ROOT / "docs" / "performance.md").stat().st_mtime_ns == written, (
            "a tiny run writes no figures"
        )


def _has_figures() -> bool:
    return (ROOT / "docs" / "performance.md").exists()

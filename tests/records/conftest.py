"""Each test keeps files and keys of its own; the verifier is built once."""

from pathlib import Path
from typing import Any

import pytest

from tests.ledger.test_verifier import wheel

__all__ = ["own_files", "wheel"]


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Let each test keep files and keys of its own."""
    settings.ATTACHMENTS = tmp_path / "files"
    settings.LOG_KEY_FILE = tmp_path / "log.key"

"""Rings of keys of a test's own."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    """Let the test seal with keys of its own."""
    settings.IDENTITY_KEY_FILE = tmp_path / "identity.key"
    return tmp_path / "identity.key"

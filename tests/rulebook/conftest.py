"""The rules of another country for the time of a test."""

from collections.abc import Iterator

import pytest

from dengwen.foundation.rulebook.families import use_family


@pytest.fixture
def england() -> Iterator[None]:
    """This process runs the packs of England and Wales."""
    use_family("ew-police")
    yield
    use_family("cn")

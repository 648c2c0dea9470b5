"""The cast of independence."""

import pytest

from tests.cast import Cast
from tests.independence.people import with_station


@pytest.fixture
def land(cast: Cast) -> Cast:
    """The cast, with somebody in the station."""
    return with_station(cast)

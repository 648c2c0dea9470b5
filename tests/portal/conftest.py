"""What the tests of the portal share."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def static_folder() -> None:
    """WhiteNoise warns of a folder that is not there, and here a warning is an error."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)

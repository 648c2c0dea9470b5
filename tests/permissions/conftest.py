"""The world of the permission tests, and everybody's browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import make_cast
from tests.database import clone, pointed_at, worker_database
from tests.permissions.asking import client_of
from tests.permissions.bulletin_cases import make_bulletins
from tests.permissions.table import PARTS
from tests.permissions.world import NOW, World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Lin County's cases, on a day when all of this has happened and nothing is too late.

    They are committed once; what a test asks for is rolled back (``asking.ask``).
    """
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # WhiteNoise warns where nothing was collected
    name = f"{worker_database()}_matrix"
    with django_db_blocker.unblock(), clone(name), pointed_at(name):
        with transaction.atomic():
            made = make_world(make_cast())
        make_bulletins(made.cast)  # a month is frozen from what is committed
        with time_machine.travel(NOW, tick=False):
            yield made


@pytest.fixture(scope="module")
def people(world: World) -> dict[str, Client]:
    """Everybody's browser, by part of the cast."""
    return {part: client_of(part, world.cast) for part in PARTS}

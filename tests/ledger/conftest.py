"""Matters that are in the log, and a superuser who tampers."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from dengwen.domains.cases.models import Matter
from dengwen.foundation.ledger.reads.receipt import receipt_of
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from dengwen.foundation.permissions.acting import acting
from tests.cast import MORNING, Cast
from tests.conftest import FreshDatabase

COUNT = 12
Fields = dict[str, Any]
Tamper = Callable[..., None]


@pytest.fixture
def log_key(settings: Any, tmp_path: Path) -> None:
    """Let each test sign with keys of its own."""
    settings.LOG_KEY_FILE = tmp_path / "log.key"


@pytest.fixture
def cases(log_key: None, kept_cast: Cast) -> list[int]:
    """A dozen matters, registered and in the log, in three heads."""
    made: list[int] = []
    for number in range(3):
        with transaction.atomic():
            made += [kept_cast.registered().pk for _ in range(COUNT // 3)]
        assert sequence_entries(at=MORNING + timedelta(seconds=number)) > 0
    return made


@pytest.fixture
def tamper(fresh_database: FreshDatabase) -> Tamper:
    """Run statements as a superuser who has switched every trigger off."""

    def run(*statements: str) -> None:
        with psycopg.connect(fresh_database.superuser_url) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement.encode())

    return run


def receipt(cast: Cast, case: int) -> Fields:
    """Return the receipt of a case as it is written into a file."""
    with acting(cast["registrar"].post):
        number = Matter.objects.get(pk=case).number or ""
        found = receipt_of(kind="case", subject=case, event="registered", number=number, organ="Lin County")
    assert found is not None
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]

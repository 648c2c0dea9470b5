"""Whatever happens between two batches of a rotation, every row opens, is found, and no needed key goes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.foundation.identity.keyring import BLIND, WRAP, ring
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.reads.key_use import key_use
from dengwen.foundation.identity.sealing import PersonData, blinds, open_person
from dengwen.foundation.identity.verbs import rotate_keys as rotating
from dengwen.foundation.identity.verbs.rotate_keys import retire_key, rotate_keys
from dengwen.foundation.identity.verbs.seal_people import sealed_person
from tests.cast import MORNING, Cast

LATER = MORNING + timedelta(days=1)
# write: with the newest key. begin/end: a transaction that sealed before and commits only now. stop: the run dies.
DEEDS = st.sampled_from(["write", "begin", "end", "read", "retire", "stop"])


class Stopped(Exception):
    """The process of the rotation was ended."""


class Site:
    """Rows of one example, and what readers, writers and the keeper of keys do to them."""

    def __init__(self) -> None:
        SealedPerson.objects.using("owner").all().delete()
        self.told: dict[int, str] = {}
        self.held: list[tuple[str, SealedPerson]] = []
        self.count = 0

    def begin(self) -> None:
        self.count += 1
        name = f"Wang {self.count}"
        self.held.append((name, sealed_person(PersonData(name=name, phone="1"))))

    def end(self) -> None:
        for name, row in self.held:
            row.save(using="owner")
            self.told[row.pk] = name
        self.held.clear()

    def write(self) -> None:
        before, self.held = self.held, []
        self.begin()
        self.end()
        self.held = before

    def read(self) -> None:
        found = list(SealedPerson.objects.using("owner").order_by("pk"))
        assert {row.pk: open_person(bytes(row.sealed)).name for row in found} == self.told
        for row in found:
            assert bytes(row.blind_name or b"") in blinds("name", self.told[row.pk])

    def retire(self) -> None:
        """Try to take every key away: what a row needs is refused, and what goes is needed by none."""
        self.end()  # ten minutes have passed: no transaction still holds what it sealed under an older key
        for key in [key.id for key in ring(anew=True).keys]:
            with suppress(Refusal), transaction.atomic():
                retire_key(key=key, at=LATER)
        self.read()

    def stop(self) -> None:
        raise Stopped


@pytest.fixture
def site(key_file: Path, kept_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "BATCH", 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.integers(1, 4),
    runs=st.lists(
        st.tuples(st.sampled_from([WRAP, BLIND]), st.lists(DEEDS, max_size=6)), min_size=1, max_size=4
    ),
)
def test_any_interleaving_opens_every_row(site: None, first: int, runs: list[Any]) -> None:
    here = Site()
    for _ in range(first):
        here.write()
    for use, deeds in runs:
        plan = iter(deeds)

        def meanwhile(table: str, moved: int, plan: Iterator[str] = plan) -> None:
            deed = next(plan, "read")
            if (
                deed == "retire"
            ):  # a rotation holds the lock: retiring is refused while it runs, and loses nothing
                here.read()
            else:
                getattr(here, deed)()
            here.read()

        with suppress(Stopped):
            rotate_keys(use=use, at=MORNING, told=meanwhile, settle=0)
        here.read()
        for deed in plan:
            with suppress(Stopped):
                getattr(here, deed)()
    here.end()
    for use in (WRAP, BLIND):
        rotate_keys(use=use, at=MORNING, settle=0)
    here.retire()
    needed = {key for key, tables in key_use().items() if tables}
    assert needed == {ring().of(WRAP)[-1].id, ring().of(BLIND)[-1].id} == {key.id for key in ring().keys}

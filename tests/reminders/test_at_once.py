"""Two sweeps at once, with real commits: each thing is told once, and the ledger's chain is whole."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from django.db import connections, transaction

from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.reminders.reads import audience
from dengwen.domains.reminders.reads.missed import lost_reminders
from tests.cast import Cast
from tests.conftest import FreshDatabase
from tests.reminders.telling import after, swept

DAYS = 16
CASES = 12


def registered(cast: Cast) -> None:
    with transaction.atomic():  # the acting post is set for a transaction
        for number in range(CASES):
            cast.registered(title=f"Matter {number}")


def test_two_sweeps_at_once_tell_each_thing_once(kept_cast: Cast, fresh_database: FreshDatabase) -> None:
    registered(kept_cast)
    ready = Barrier(2)

    def one() -> int:
        try:
            ready.wait(10)
            return swept(DAYS).reminders.total()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        written = [future.result(60) for future in [pool.submit(one), pool.submit(one)]]
    assert sum(written) == 3 * 2 * CASES  # registrar, leader, reviewer; two limits a case
    with psycopg.connect(fresh_database.superuser_url) as superuser:
        found = superuser.execute(
            "SELECT count(*), count(DISTINCT (clock_id, step, post_id)), count(DISTINCT told_on)"
            " FROM reminders_reminder"
        ).fetchone()
        digests = superuser.execute(
            "SELECT count(*), count(DISTINCT account_id) FROM reminders_digest"
        ).fetchone()
        entries = superuser.execute("SELECT count(*) FROM ledger_entry WHERE kind = 'sweep'").fetchone()
    assert (found, digests, entries) == ((72, 72, 1), (3, 3), (2,))
    assert list(verify_everything()) == []


def test_a_sweep_that_was_killed_between_two_organs_is_finished_by_the_next(
    kept_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch is a transaction of its own: what it told is told, and the rest is told by the next sweep."""
    registered(kept_cast)
    with transaction.atomic():
        kept_cast.registered("moss_registrar")
    batches = audience.Audience.batches

    def until_killed(self: audience.Audience) -> Iterator[audience.Batch]:
        yield next(batches(self))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(audience, "BATCH", 1)
        patch.setattr(audience.Audience, "batches", until_killed)
        with pytest.raises(KeyboardInterrupt):
            swept(DAYS)
    assert swept(DAYS).reminders.total() == 3 * 2  # Moss County's; Lin County's were told before


def test_reminders_that_are_gone_are_missed(kept_cast: Cast, fresh_database: FreshDatabase) -> None:
    registered(kept_cast)
    swept(DAYS)
    assert lost_reminders() == {}
    with psycopg.connect(fresh_database.superuser_url) as superuser:
        superuser.execute(
            "DELETE FROM reminders_reminder WHERE id IN (SELECT id FROM reminders_reminder LIMIT 2)"
        )
    assert lost_reminders() == {after(DAYS): 2}


def test_the_application_role_neither_writes_nor_removes_a_reminder(
    kept_cast: Cast, fresh_database: FreshDatabase
) -> None:
    registered(kept_cast)
    swept(DAYS)
    with psycopg.connect(fresh_database.app_url, autocommit=True) as app:
        app.execute("SELECT set_config('dengwen.post', %s, false)", [str(kept_cast["registrar"].post)])
        for statement in (
            b"DELETE FROM reminders_reminder", b"UPDATE reminders_reminder SET step = 'half'",
            b"INSERT INTO reminders_reminder SELECT * FROM reminders_reminder", b"TRUNCATE reminders_reminder",
            b"UPDATE reminders_openpost SET matters = 0", b"DELETE FROM reminders_digest",
        ):  # fmt: skip
            try:
                app.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                continue
            raise AssertionError(statement)

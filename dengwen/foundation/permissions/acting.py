"""Telling PostgreSQL who acts, so that row-level security can show that post's rows and no others."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def acting(post: int | None) -> Iterator[None]:
    """Open a transaction in which the database shows what ``post`` may see; with None it shows no case.

    The setting is local to the transaction: a connection that is used again starts with nobody.
    """
    with transaction.atomic():
        set_post(post)
        yield


def set_post(post: int | None) -> None:
    """Name the acting post for the rest of the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('dengwen.post', %s, true)", [str(post or "")])

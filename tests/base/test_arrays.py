"""What is written as an array is read back by PostgreSQL as it was."""

from datetime import UTC
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from dengwen.base.arrays import array_text

_TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
_COLUMNS = {
    "text": _TEXTS | st.sampled_from(["NULL", "", '"', "\\", "{a,b}", " x "]),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "boolean": st.booleans(),
    "bytea": st.binary(),
    "date": st.dates(),
    "timestamptz": st.datetimes(timezones=st.just(UTC)),
}
_COLUMN = st.sampled_from(sorted(_COLUMNS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.none() | _COLUMNS[kind], max_size=8))
)


@pytest.mark.django_db
@settings(max_examples=300, deadline=None)
@given(_COLUMN)
def test_postgresql_reads_what_was_written(column: tuple[str, list[Any]]) -> None:
    kind, values = column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM unnest(%s::{kind}[])", [array_text(values)])
        found = [bytes(one) if kind == "bytea" and one is not None else one for (one,) in cursor.fetchall()]
    assert found == values


def test_what_it_does_not_know_it_leaves_to_the_driver() -> None:
    assert array_text([1, Decimal("1.5")]) == [1, Decimal("1.5")]

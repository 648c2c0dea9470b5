"""Reading ahead changes nothing but the time it takes."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengwen.interfaces.sheets.ahead import read_ahead


@settings(deadline=None)
@given(st.lists(st.integers()), st.integers(1, 4))
def test_the_same_items_in_the_same_order(items: list[int], depth: int) -> None:
    assert list(read_ahead(items, depth=depth)) == items


def test_what_goes_wrong_is_raised_where_it_is_read() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise LookupError("row 2")

    ahead = read_ahead(broken())
    assert next(ahead) == 1
    with pytest.raises(LookupError, match="row 2"):
        next(ahead)


def test_whoever_stops_early_leaves_no_thread_behind() -> None:
    ahead = read_ahead(range(1_000_000))
    assert [next(ahead), next(ahead)] == [0, 1]
    ahead.close()  # type: ignore[attr-defined]
    assert not any(thread.name == "read-ahead" for thread in threading.enumerate())

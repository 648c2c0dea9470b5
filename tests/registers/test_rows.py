"""A row that was not taken comes back as it came."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dengwen.domains.registers.rules.rows import Cell, Problem, pack_row, unpack_row

CELLS = st.one_of(
    st.text(), st.integers(), st.floats(allow_nan=False), st.booleans(), st.datetimes(), st.dates(), st.times(),
    st.timedeltas(timedelta(0), timedelta(days=9)).map(lambda span: timedelta(seconds=span.seconds)),
)  # fmt: skip


@given(st.dictionaries(st.text(max_size=9), CELLS, max_size=6))
def test_cells_come_back(cells: dict[str, Cell]) -> None:
    problem = Problem("列", "值", "date_in_future", {"today": date(2026, 3, 2), "limit": 3})
    back, problems = unpack_row(pack_row(cells, [problem]))
    assert back == cells
    assert list(map(type, back.values())) == list(map(type, cells.values()))
    assert problems == (Problem("列", "值", "date_in_future", {"today": "2026-03-02", "limit": 3}),)


def test_days_and_times_stay_apart() -> None:
    cells: dict[str, Cell] = {"a": datetime(2026, 3, 2, 1), "b": date(2026, 3, 2), "c": time(1)}  # noqa: DTZ001
    assert unpack_row(pack_row(cells, []))[0] == cells

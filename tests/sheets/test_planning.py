"""Rows into drafts and problems; the account balances."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.interfaces.sheets.accounting import ImportAccount
from dengwen.interfaces.sheets.guarding import CUT_MARK
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.planning import PlannedRow, plan_rows, row_digest
from dengwen.interfaces.sheets.problems import SheetLayoutError
from dengwen.interfaces.sheets.reading import Cell, Row
from tests.sheets.samples import MAPPING, TODAY, mapping

HEADERS = ("no", "text", "kind", "opened", "closed")
GOOD: tuple[Cell, ...] = ("7", "the text", "rude", "2012-3-5", "2012-3-6")


def planned(*rows: tuple[Cell, ...], using: Mapping | None = None) -> list[PlannedRow]:
    as_rows = [
        Row(number, dict(zip(HEADERS, cells, strict=True))) for number, cells in enumerate(rows, start=2)
    ]
    return list(plan_rows(as_rows, using or mapping(), headers=HEADERS, today=TODAY))


def codes(row: PlannedRow) -> list[tuple[str, str]]:
    return [(problem.column, problem.code) for problem in row.problems]


def test_a_good_row_becomes_a_draft() -> None:
    (row,) = planned(GOOD)
    draft = row.draft
    assert draft is not None
    assert (draft.external_source, draft.external_key, draft.category) == ("test", "7", "10.01")
    assert (draft.title, draft.text) == ("the text", "the text")
    assert (draft.received_on, draft.closed_on) == (dt.date(2012, 3, 5), dt.date(2012, 3, 6))
    assert draft.claims[0].category == "10.01"
    petition = draft.petition(organ=3)
    assert (petition.organ, petition.purpose, petition.row_digest) == (3, "APPEAL", draft.row_digest)


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (0, "", [("no", "value_missing")]),
        (0, "9" * 200, [("no", "too_long")]),
        (1, " \t", [("text", "value_missing")]),
        (1, "x" + CUT_MARK, [("text", "cell_cut")]),
        (2, "polite", [("kind", "value_unknown")]),
        (3, "", [("opened", "value_missing")]),
        (3, "soon", [("opened", "date_unreadable")]),
        (3, "1911-01-01", [("opened", "date_too_early")]),
        (3, "2027-01-01", [("opened", "date_in_future")]),
        (4, "2012-3-4", [("closed", "dates_out_of_order")]),
        (4, "4/3/2012", [("closed", "date_ambiguous")]),
    ],
)
def test_what_is_wrong_is_named_with_its_column(
    place: int, value: str, expected: list[tuple[str, str]]
) -> None:
    bad = tuple(value if place == at else cell for at, cell in enumerate(GOOD))
    row, good = planned(bad, GOOD)
    assert codes(row) == expected
    assert row.draft is None
    assert good.draft is not None
    assert good.opens_matter
    assert all(problem.sentence() and problem.sentence("zh-hans") for problem in row.problems)


def test_every_fault_of_a_row_is_named_at_once() -> None:
    (row,) = planned(("", "", "polite", "soon", "4/3/2012"))
    assert len(row.problems) == 4


def test_repeats_attach_and_identical_rows_are_reported() -> None:
    other = (*GOOD[:2], "", *GOOD[3:])
    first, again, further, spaced = planned(
        GOOD, GOOD, other, ("7.0", " the  text", "rude", "2012/03/05", "2012.3.6")
    )
    assert first.opens_matter
    assert again.problems[0].facts == {"first_row": 2}
    assert further.draft is not None
    assert not further.opens_matter
    assert codes(spaced) == [("", "duplicate_row")]


def test_the_account_counts_each_row_once() -> None:
    other = (*GOOD[:2], "", *GOOD[3:])
    account = ImportAccount()
    for row in planned(GOOD, GOOD, other, ("8", *GOOD[1:]), ("", *GOOD[1:])):
        account.count_planned(reported=bool(row.problems), opens_matter=row.opens_matter)
    account.count_planned(reported=False, opens_matter=True, already=True)
    assert account == ImportAccount(rows=6, matters=2, contacts=1, already=1, reported=2)
    assert account.balances
    account.rows += 1
    assert not account.balances


def test_a_doubtful_date_goes_to_the_note() -> None:
    text = MAPPING + '[[dates.rules]]\nlater = "closed_on"\nearlier = "received_on"\ndoubtful = "closed_on"\n'
    (row,) = planned((*GOOD[:4], "2012-3-4"), using=mapping(text))
    assert row.draft is not None
    assert (row.draft.closed_on, row.draft.note) == (None, "closed: 2012-03-04 (?)")


def test_missing_columns_stop_the_file_and_unknown_codes_the_row() -> None:
    with pytest.raises(SheetLayoutError, match="lacks the columns kind, opened"):
        plan_rows([], mapping(), headers=["no", "text"], today=TODAY)
    rows = [Row(2, dict(zip(HEADERS, GOOD, strict=True)))]
    (row,) = plan_rows(rows, mapping(), headers=HEADERS, today=TODAY, known_codes={"category": {"99.99"}})
    assert codes(row) == [("kind", "code_unknown")]
    assert "10.01" in row.problems[0].sentence()


def test_digest_is_the_same_in_every_format_and_after_the_tables_changed() -> None:
    text = dict(zip(HEADERS, GOOD, strict=True))
    cells: dict[str, Cell] = {
        **text,
        "no": 7.0,
        "opened": dt.date(2012, 3, 5),
        "closed": 40974.0,
        "other": "x",
    }
    changed = mapping(MAPPING.replace('"10.01"', '"10.02"'))
    assert row_digest(text, mapping()) == row_digest(cells, changed)
    assert row_digest(text, mapping()).hex().startswith("06b73f36f0d02b92")
    assert row_digest({**text, "text": "another"}, mapping()) != row_digest(text, mapping())
    assert row_digest(text, mapping(MAPPING.replace('"test"', '"else"'))) != row_digest(text, mapping())


CELL = st.one_of(
    st.text(max_size=12), st.integers(), st.floats(), st.dates(), st.sampled_from(GOOD), st.booleans()
)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), max_size=8), st.randoms())
def test_a_bad_row_never_removes_a_good_one_and_the_account_balances(
    rows: list[tuple[Cell, ...]], random: Random
) -> None:
    good = [(f"good {number}", f"text {number}", "rude", "2012-3-5", "") for number in range(3)]
    mixed = [*rows, *good]
    random.shuffle(mixed)
    result = planned(*mixed)
    assert len(result) == len(mixed)
    account = ImportAccount()
    for row in result:
        assert (row.draft is None) == bool(row.problems)
        account.count_planned(reported=bool(row.problems), opens_matter=row.opens_matter)
    assert account.balances
    keys = {row.draft.external_key for row in result if row.draft}
    assert {cells[0] for cells in good} <= keys
    assert account.matters == len(keys)

"""Figures for everybody: no small number, no case, nothing where the files are not what was signed."""

import re
from html import unescape

import pytest
from django.test import Client

from dengwen.domains.bulletins.reads.open_figures import open_figures, open_months
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.rules.indicators import indicators
from dengwen.domains.bulletins.rules.small_cells import may_tell
from tests.bulletins.test_snapshots import frozen  # noqa: F401 - a fixture
from tests.cast import Cast

ENGLISH = {"accept-language": "en"}


def test_every_share_is_there_and_no_small_number(frozen: tuple[Cast, Snapshot, int]) -> None:  # noqa: F811
    _cast, snapshot, _other = frozen
    [newest] = open_months()
    assert newest.month == snapshot.month
    columns = open_figures(newest)
    assert columns is not None and len(columns) == len(indicators())
    told = [(line.part, line.whole) for column in columns for line in column.lines]
    assert any(part is None for part, _ in told), "few matters: something is left out"
    assert all(may_tell((part, whole)) for part, whole in told if part is not None and whole is not None)
    page = Client(headers=ENGLISH).get("/open/figures/")
    text = unescape(page.content.decode())
    assert page.status_code == 200 and "not told" in text and newest.digest in text and "<script" not in text
    assert not re.search(r"\d{6}-\d{4}-\d{6}", text), "no number of a case"
    assert "/figures/months/" not in text and "/cases/" not in text, "no address of the desk"


@pytest.mark.parametrize("month", ["1999-01", "nonsense", "2026-02.v1"])
def test_a_month_that_was_not_frozen_is_not_there(frozen: tuple[Cast, Snapshot, int], month: str) -> None:  # noqa: F811
    assert Client().get("/open/figures/", {"month": month}).status_code == 404


def test_files_that_are_not_what_was_signed_tell_nothing(frozen: tuple[Cast, Snapshot, int]) -> None:  # noqa: F811
    [newest] = open_months()
    file = newest.folder / "matters.parquet"
    kept = file.read_bytes()
    file.write_bytes(kept[:-1] + b"x")
    try:
        text = Client(headers=ENGLISH).get("/open/figures/").content.decode()
    finally:
        file.write_bytes(kept)
    assert "are not what was signed" in text and "<table" not in text


@pytest.mark.django_db
def test_before_the_first_month_and_how_to_complain() -> None:
    client = Client(headers=ENGLISH)
    assert "No month was frozen yet" in client.get("/open/figures/").content.decode()
    page = client.get("/open/complain/").content.decode()
    for link in ("/petition/bring/", "/petition/enter/", "/open/"):
        assert f'href="{link}"' in page
    assert (
        Client(headers={"accept-language": "zh-hans"}).get("/open/complain/").content.decode().count("投诉")
        > 3
    )

"""The page of the figures, its sheet, and the way from a number to its cases."""

import io
import random
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from dengwen.domains.bulletins.rules.measures import SPLITS
from tests.bulletins.random_matters import TODAY, insert, unguard
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of

NOON = MORNING.replace(month=TODAY.month, day=TODAY.day)
CELL = re.compile(r'<a href="(/cases/\?[^"]*figure=[^"]*)">([\d,]+)</a>')


@pytest.fixture
def filled(kept_cast: Cast) -> Cast:
    unguard()
    insert(random.Random(3), kept_cast.organs, [kept_cast["handler"].post], 60)
    return kept_cast


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_shows_every_split(filled: Cast, split: str, language: str) -> None:
    client = client_of(filled, "campaign_office", language)
    with at(NOON):
        answer = client.get(f"/figures/?by={split}&month=2026-03")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert CELL.search(text)
    assert 'style="' not in text and "<script>" not in text
    assert ("其中：无人承办" if language == "zh-hans" else "of which held by nobody") in text


def test_from_figures_to_which_cases_are_late_it_is_two_clicks(filled: Cast) -> None:
    client = client_of(filled, "campaign_office")
    with at(NOON):
        text = client.get("/figures/").content.decode()
        row = next(row for row in text.split("<tr") if "River City" in row)
        url, words = next((url, words) for url, words in CELL.findall(row) if "figure=overdue" in url)
        listed = client.get(unescape(url)).content.decode()
    assert listed.count("data-row") == int(words)


def test_the_sheet_carries_filter_time_and_writer(filled: Cast) -> None:
    client = client_of(filled, "campaign_office")
    with at(NOON):
        answer = client.get("/figures/export.xlsx?by=category&month=2026-02")
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    head = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value)
    assert "Cloud Province, 2026-02, by category, as of 2026-02-28" in head
    assert "2026-03-18" in head and "Campaign Office" in head


def test_the_figures_of_others_are_refused(filled: Cast) -> None:
    client = client_of(filled, "registrar")
    with at(NOON):
        assert client.get(f"/figures/?organ={filled.organ('moss')}").status_code == 409
        assert client.get(f"/figures/export.xlsx?organ={filled.organ('moss')}").status_code == 409
        assert client.get("/figures/?organ=x&month=2999-01&by=people").status_code == 200
        assert client_of(filled, "administrator").get("/figures/").status_code == 404


def test_the_page_costs_the_same_number_of_queries_whatever_is_shown(
    filled: Cast, django_assert_max_num_queries: object
) -> None:
    client = client_of(filled, "campaign_office")
    with at(NOON):
        client.get("/figures/")
        for split in SPLITS:
            with django_assert_max_num_queries(7):  # type: ignore[operator]
                client.get(f"/figures/?by={split}")

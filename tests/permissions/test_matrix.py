"""The permission matrix: every page and action, as everybody. The table says what each of them hears."""

from collections import Counter

import pytest
from django.test import Client

from dengwen.interfaces.desk.cases.action_table import ACTIONS
from tests.permissions.asking import ask
from tests.permissions.table import ANSWERS, PARTS, Line, lines, routes
from tests.permissions.world import PERSON, PHONE, World

TABLE = lines()


def test_every_page_stands_in_the_table() -> None:
    known = {line.route for line in TABLE}
    assert routes() - known == set(), "add these pages to tests/tables/url_permissions.csv"


def test_every_action_stands_in_the_table() -> None:
    asked = Counter((line.page.split("/")[-2], line.method) for line in TABLE if "/do/" in line.page)
    assert asked == Counter((verb, method) for verb in ACTIONS for method in ("GET", "POST"))


def test_the_table_is_whole_and_says_each_thing_once() -> None:
    assert {answer for line in TABLE for answer in line.answers.values()} <= ANSWERS
    assert [one for one, count in Counter(map(str, TABLE)).items() if count > 1] == []


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_everybody_hears_what_the_table_says(line: Line, world: World, people: dict[str, Client]) -> None:
    heard = {part: ask(people[part], line.method, line.page, line.case, world).word for part in PARTS}
    differing = {
        part: (heard[part], line.answers[part]) for part in PARTS if heard[part] != line.answers[part]
    }
    assert not differing, "part: (heard, table)"


def test_no_page_about_more_than_one_case_names_a_petitioner(world: World, people: dict[str, Client]) -> None:
    """Who she is, is opened one case at a time (facts, part 7): no list, sheet or figure says it to anybody."""
    many = [line for line in TABLE if line.method == "GET" and "{case}" not in line.page]
    told = [
        str(line)
        for line in many
        if any(
            secret in ask(people["registrar"], "GET", line.page, line.case, world).body
            for secret in (PERSON, PHONE)
        )
    ]
    assert told == [] and len(many) > 50

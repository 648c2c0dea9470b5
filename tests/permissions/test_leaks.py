"""What strangers read: nothing of Lin County's cases, on no page that answers them."""

import re

import pytest
from django.db import transaction
from django.test import Client

from dengwen.domains.cases.models import Matter
from dengwen.foundation.identity.models import IdentityReading
from dengwen.foundation.permissions.acting import set_post
from tests.permissions.asking import ask, client_of
from tests.permissions.table import Line, lines
from tests.permissions.world import FILE, PERSON, World

STRANGERS = ("anonymous", "administrator", "moss_registrar", "stone_registrar")
FURTHER = ("moss_leader", "moss_handler", "stone_reviewer")
TABLE = lines()


def _leaks(client: Client, line: Line, world: World) -> list[str]:
    answer = ask(client, line.method, line.page, line.case, world)
    readable = "" if answer.word == "no" else answer.body
    return [secret for secret in world.secrets() if secret in readable]


@pytest.mark.parametrize("part", STRANGERS + FURTHER)
def test_no_page_shows_a_stranger_anything(part: str, world: World) -> None:
    client = client_of(part, world.cast)
    found = {str(line): leaks for line in TABLE if (leaks := _leaks(client, line, world))}
    assert found == {}


@pytest.mark.parametrize("part", ["moss_registrar", "stone_registrar", "administrator"])
def test_a_page_that_is_not_there_is_the_same_as_one_that_never_was(part: str, world: World) -> None:
    client = client_of(part, world.cast)
    for line in TABLE:
        if "{case}" not in line.page or line.answers[part] != "no":
            continue
        hidden = ask(client, line.method, line.page, line.case, world)
        never = ask(client, line.method, line.page.replace("{case}", "99999999"), line.case, world)
        assert (hidden.word, _plain(hidden.body)) == (never.word, _plain(never.body)), line


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("GET", "/cases/"), ("GET", "/cases/?q=secret"), ("GET", "/cases/export.xlsx"), ("GET", "/"),
        ("POST", "/register/known/"), ("GET", "/cases/{case}/"),
    ],
)  # fmt: skip
def test_who_may_does_read_them_on_the_same_pages(
    method: str, page: str, world: World, people: dict[str, Client]
) -> None:
    """The search for leaks is worth something only where the same page shows them to Lin County."""
    answer = ask(people["registrar"], method, page, "registered", world)
    assert any(secret in answer.body for secret in world.secrets())


def test_the_file_is_the_file(world: World, people: dict[str, Client]) -> None:
    assert (
        FILE.decode()
        in ask(people["auditor"], "GET", "/cases/{case}/files/{file}/", "registered", world).body
    )


def test_a_name_is_shown_only_by_opening_it(world: World, people: dict[str, Client]) -> None:
    opened = IdentityReading.objects.count()  # an experience note was compared with the people of its case
    for part in ("registrar", "reviewer", "auditor"):
        assert PERSON not in ask(people[part], "GET", "/cases/{case}/", "registered", world).body
        assert PERSON in ask(people[part], "POST", "/cases/{case}/identity/", "registered", world).body
    assert IdentityReading.objects.count() == opened, "rolled back with the asking"


def test_the_database_itself_shows_them_nothing(world: World) -> None:
    for part in ("moss_registrar", "stone_registrar", "stone_reviewer", "administrator"):
        with transaction.atomic():
            set_post(world.cast[part].post)
            assert not Matter.objects.exists()


def _plain(body: str) -> str:
    """Return a page without its form tokens and its own address, which differ each time."""
    return re.sub(r"[A-Za-z0-9]{64}|/cases/\d+/[^\"&]*", "", body)

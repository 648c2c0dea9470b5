"""Those accused, and their organ, try to find out who accused them: through addresses, searches, forms, files, figures.

A thousand attempts by chance, the same ones in every run; ``DENGWEN_ATTACKS=20000 pytest tests/attacks`` makes others.
"""

import os
import re
from collections import Counter
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dengwen.domains.cases.models import Matter
from dengwen.foundation.permissions.acting import set_post
from tests.attacks.conftest import ATTACKERS, PEOPLE, TOLD, Victims, tokens
from tests.independence.people import ACCUSATION, about
from tests.permissions.asking import _body as body_of
from tests.permissions.forms import ACTIONS, PAGES
from tests.permissions.table import lines
from tests.permissions.world import NOW, World

ATTEMPTS = int(os.environ.get("DENGWEN_ATTACKS", "1000"))
SECRETS = tokens()
TABLE = lines()
FIELDS = sorted({
    "q", "state", "organ", "due", "order", "page", "after", "before", "handler", "leader", "number", "username",
    "category", "columns", "from", "until", "of", "format", "party", "person", "ground", "name", "phone", "title",
    "place", "text", "into", "case", "pick", "matter", "to", "reason", "file", "claim", "version", "deed", "next",
    *(name for form in [*ACTIONS.values(), *PAGES.values()] if isinstance(form, dict) for name in form),
})  # fmt: skip
PLACES = re.compile(r"{(\w+)}")


def guesses(victims: Victims) -> st.SearchStrategy[str]:
    """What somebody would try: ids, numbers, parts of a name, signs that mean something to machines."""
    ids = [*victims.cases, *victims.parties, *victims.people, *victims.files]
    known = [*map(str, ids), *victims.numbers, *SECRETS, *(secret[:4] for secret in SECRETS)]
    sharp = [
        "",
        "%",
        "_",
        "*",
        "' OR 1=1 --",
        "../../heron.txt",
        "0",
        "-1",
        "9" * 30,
        "NaN",
        "\x00",
        "{}",
        "<b>",
        "2026-03-01",
    ]
    return (
        st.sampled_from(known)
        | st.sampled_from(sharp)
        | st.integers(0, max(ids) + 3).map(str)
        | st.text(max_size=6)
    )


def shown(answer: Any) -> str:
    """Return all of an answer that somebody can read: its head, its body, the parts of a sheet or an archive."""
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items()) + body_of(answer)


def betrayed(text: str, asked: list[str]) -> list[str]:
    """Return the secrets in an answer that were not in the question: an echo of a guess tells nothing."""
    return [secret for secret in SECRETS if secret in text and not any(secret in one for one in asked)]


def test_nothing_betrays_who_accuses(world: World, clients: dict[str, Client], victims: Victims) -> None:
    """Must-show: a thousand attempts, and none succeeds."""
    guess, answers = guesses(victims), Counter[int]()
    with transaction.atomic():
        ids = {line.case: world.ids(line.case) for line in TABLE}
    ours = st.sampled_from([*world.cases.values(), *victims.cases, *victims.cases])

    @settings(
        max_examples=ATTEMPTS, derandomize=ATTEMPTS == 1000, deadline=None, database=None,
        phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        client = clients[data.draw(st.sampled_from(ATTACKERS))]
        line = data.draw(st.sampled_from(TABLE))
        places = dict(ids[line.case])
        seen = world.cases.get(line.case)
        places["case"] = seen if seen and data.draw(st.integers(0, 2)) else data.draw(ours)
        if data.draw(st.integers(0, 2)) == 0:
            for name in PLACES.findall(line.page):
                places[name] = data.draw(
                    st.sampled_from(victims.cases) | st.integers(0, max(victims.people) + 3)
                )
        fields = data.draw(st.dictionaries(st.sampled_from(FIELDS), guess, max_size=5))
        path = line.page.format(**places)
        status, text = asked(client, line.method, path, fields)
        answers[status] += 1
        assert status < 500, (path, fields)
        assert betrayed(text, [path, *fields.values()]) == [], (line.method, path, fields)

    attempt()
    assert answers.total() >= ATTEMPTS and answers[200] + answers[422] > ATTEMPTS / 5, answers


def asked(client: Client, method: str, path: str, fields: dict[str, str]) -> tuple[int, str]:
    """Ask once and leave no trace."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        set_post(None)
        answer = client.post(path, fields) if method == "POST" else client.get(path, fields)
        text = shown(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, text


@pytest.mark.parametrize("part", ATTACKERS)
def test_no_row_of_any_table_betrays_it(part: str, world: World, victims: Victims) -> None:
    """At query level: everything that the database shows to the post, every column of every table."""
    with transaction.atomic(), connection.cursor() as cursor:
        set_post(world.cast[part].post)
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'django_session'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(str(row[0]) for row in cursor.fetchall())
            assert betrayed(text, []) == [], table
        assert not Matter.objects.filter(pk__in=victims.cases).exists()


def test_the_same_search_finds_them_for_who_may(
    world: World, clients: dict[str, Client], victims: Victims
) -> None:
    """The attempts are worth something only where the secrets are there to be seen."""
    with transaction.atomic(), connection.cursor() as cursor:
        set_post(world.cast["city_registrar"].post)
        cursor.execute(
            "SELECT string_agg(t::text, ' ') FROM cases_matter t WHERE id = ANY (%s)", [victims.cases]
        )
        assert TOLD in cursor.fetchone()[0]
    assert len(victims.people) == sum(map(len, PEOPLE.values()))


COUNTED = (
    "/", "/cases/", "/cases/?q=heron", "/cases/?due=late", "/review/", "/figures/", "/figures/months/", "/supervision/",
    "/campaigns/", "/cooperation/", "/reminders/", "/organs/", "/cases/export.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("part", ATTACKERS)
def test_no_count_and_no_figure_changes_because_somebody_accuses(
    part: str, world: World, clients: dict[str, Client], victims: Victims
) -> None:
    """The same pages with one accusation more: not one sign of them differs."""

    def pages() -> dict[str, tuple[int, str]]:
        found = {path: asked(clients[part], "GET", path, {}) for path in COUNTED}
        return {path: (status, _plain(text)) for path, (status, text) in found.items()}

    before = pages()
    with transaction.atomic():
        world.cast.registered(
            "city_registrar", at=NOW, people=PEOPLE["whistle-blower"], title=TOLD, text=TOLD, **ACCUSATION,
            **about(world.cast, organ="lin", officer="handler"),
        )  # fmt: skip
        after = pages()
        transaction.set_rollback(True)
    assert after == before


def _plain(text: str) -> str:
    """Return a page without its form tokens, which differ each time."""
    return re.sub(r"[A-Za-z0-9]{32,}|Content-Length: \d+", "", text)

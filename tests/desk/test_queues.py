"""My work: the right queue at the right desk, in the order of what is due, in few queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.queues import PAGE_ROWS, QUEUES, Queue, queue_counts, queue_page, queues_of
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.rights import Role
from tests.cast import DAY, MORNING, Cast
from tests.desk.test_sign_in import sign_in


def queue(cast: Cast, part: str, code: str) -> Queue:
    return next(each for each in queues_of(cast[part]) if each.code == code)


def numbers(cast: Cast, part: str, code: str, today: date = DAY) -> list[str | None]:
    set_post(cast[part].post)
    found = queue_page(cast[part], queue(cast, part, code), today).rows
    count = queue_counts(cast[part], [queue(cast, part, code)], today)
    assert count == [len(found)]
    return [row.number for row in found]


def test_every_role_has_its_queues() -> None:
    assert set(QUEUES) == set(Role)


def test_a_registered_matter_waits_for_screening_at_its_organ_only(cast: Cast) -> None:
    matter = cast.registered()
    assert numbers(cast, "registrar", "to_screen") == [matter.number]
    assert numbers(cast, "city_registrar", "to_screen") == []
    assert numbers(cast, "moss_registrar", "to_screen") == []


def test_who_is_responsible_finds_it_and_nobody_else(cast: Cast) -> None:
    matter = cast.registered()
    accept_matter(case=matter.pk, actor=cast["registrar"], at=MORNING)
    assert numbers(cast, "registrar", "to_assign") == [matter.number]
    assign_team(
        case=matter.pk,
        actor=cast["registrar"],
        at=MORNING,
        leader=cast["leader"].post,
        handler=cast["handler"].post,
    )
    assert numbers(cast, "registrar", "to_assign") == []
    assert numbers(cast, "handler", "mine") == numbers(cast, "handler", "to_plan") == [matter.number]
    assert numbers(cast, "leader", "mine") == [matter.number]
    assert numbers(cast, "moss_handler", "mine") == []


def test_late_and_soon_meet_and_reach_every_organ_above(cast: Cast) -> None:
    matter = cast.registered()
    due = Matter.objects.get(pk=matter.pk).due
    assert due is not None
    for part in ("registrar", "city_registrar", "inspector", "minister"):
        assert numbers(cast, part, "due_soon", due) == [matter.number]
        assert numbers(cast, part, "overdue", due) == []
        assert numbers(cast, part, "overdue", due + timedelta(days=1)) == [matter.number]
        assert numbers(cast, part, "due_soon", due - timedelta(days=8)) == []
    assert numbers(cast, "stone_reviewer", "overdue", due + timedelta(days=1)) == []


def test_paging_shows_each_matter_once_in_the_order_of_what_is_due(cast: Cast) -> None:
    made = [cast.registered(received_on=DAY - timedelta(days=n % 3)).number for n in range(PAGE_ROWS + 3)]
    made += [cast.registered("moss_registrar").number for _ in range(2)]
    later = DAY + timedelta(days=200)
    set_post(cast["city_registrar"].post)
    chosen = queue(cast, "city_registrar", "overdue")
    first = queue_page(cast["city_registrar"], chosen, later)
    assert first.after is not None
    second = queue_page(cast["city_registrar"], chosen, later, first.after)
    rows = [*first.rows, *second.rows]
    assert len(first.rows) == PAGE_ROWS
    assert second.after is None
    assert sorted(str(row.number) for row in rows) == sorted(str(number) for number in made)
    keys = [(row.due, row.id) for row in rows if row.due]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "part", ["registrar", "handler", "leader", "reviewer", "campaign_office", "minister"]
)
def test_the_page_stays_within_its_budget(client: Client, cast: Cast, part: str) -> None:
    cast.registered()
    sign_in(client, part)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    asked = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # session, actor, the acting post, all counts, the rows
    assert len(asked) == 4, asked


def test_the_page_says_what_is_empty_and_refuses_foreign_queues(client: Client, cast: Cast) -> None:
    sign_in(client, "handler")
    assert "Open matters that are assigned to you appear here." in client.get("/").content.decode()
    assert client.get("/?queue=review").status_code == 404
    assert client.get("/?after=nonsense").status_code == 200
    assert client.get("/review/").status_code == 404
    sign_in(client, "administrator")
    assert client.get("/")["Location"] == "/organs/staff/"


@pytest.mark.parametrize("part", ["registrar", "city_registrar", "campaign_office"])
def test_all_of_few_organs_rows_are_there_in_the_order_of_their_days(cast: Cast, part: str) -> None:
    """A county has hardly any organ below it: its own second and third rows must come as well."""
    for late in (9, 3, 7, 1, 5):
        cast.registered(received_on=DAY - timedelta(days=60 + late), occurred_on=None)
    today = DAY + timedelta(days=5)
    set_post(cast[part].post)
    rows = queue_page(cast[part], queue(cast, part, "overdue"), today).rows
    days = [row.due for row in rows]
    assert len(rows) == 5 and len(set(days)) == 5
    assert days == sorted(days, key=str)

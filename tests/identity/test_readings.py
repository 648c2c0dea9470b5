"""Every reading is on record: whoever reads cannot hide it, whoever is read about can know of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.reads.readings import readings_for_audit, readings_for_party
from dengwen.foundation.identity.models import CaseReading, IdentityReading
from dengwen.foundation.identity.verbs.note_reading import note_reading
from dengwen.foundation.permissions.acting import set_post
from tests.cases.test_petitioner import JOINT
from tests.cast import Cast

AT = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def signed_in(part: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": part, "password": "correct horse battery"})
    return client


def noted(cast: Cast) -> list[tuple[str, int | None, str]]:
    """Return who read what, oldest first."""
    set_post(cast["auditor"].post)
    parts = {actor.post: part for part, actor in cast.actors.items()}
    rows = CaseReading.objects.order_by("pk").values_list("post", "case", "page")
    return [(parts[post], case, page) for post, case, page in rows]


def test_pages_files_and_lists_are_written_down_and_what_was_refused_is_not(cast: Cast) -> None:
    case = cast.registered().pk
    client, stranger = signed_in("handler"), signed_in("moss_registrar")
    assert client.get(f"/cases/{case}/").status_code == 200
    assert client.get(f"/cases/{case}/letters/").status_code == 200
    assert client.get(f"/cases/{case}/receipt.json").status_code == 200
    assert client.head(f"/cases/{case}/").status_code == 200
    assert client.get("/cases/").status_code == 200
    assert stranger.get(f"/cases/{case}/").status_code == 404
    export = signed_in("leader").get("/cases/export.xlsx?state=registered")
    assert export.status_code == 200 and b"".join(export.streaming_content)  # type: ignore[attr-defined]
    assert noted(cast) == [
        ("handler", case, ""), ("handler", case, "letters/"), ("handler", case, "receipt.json"),
        ("leader", None, "cases/export.xlsx?state=registered"),
    ]  # fmt: skip


@pytest.mark.parametrize("sql", [
    "UPDATE identity_casereading SET page = 'x'", "DELETE FROM identity_casereading",
    "UPDATE identity_identityreading SET ground = 'x'", "DELETE FROM identity_identityreading",
])  # fmt: skip
def test_no_line_is_changed_or_deleted(cast: Cast, sql: str) -> None:
    set_post(cast["auditor"].post)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_nobody_reads_in_another_name(cast: Cast) -> None:
    case = cast.registered().pk
    set_post(cast["handler"].post)
    note_reading(case=case, post=cast["handler"].post, page="", at=AT)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        note_reading(case=case, post=cast["leader"].post, page="", at=AT)


def test_a_reading_shows_no_more_than_the_case(cast: Cast) -> None:
    """Who does not see a case does not learn that somebody reads it: an accusation stays unknown to the accused."""
    case = cast.registered().pk
    set_post(cast["handler"].post)
    note_reading(case=case, post=cast["handler"].post, page="", at=AT)
    note_reading(case=None, post=cast["handler"].post, page="cases/export.xlsx", at=AT)
    for part, rows in {"auditor": 2, "leader": 2, "moss_registrar": 0, "administrator": 0}.items():
        set_post(cast[part].post)
        assert CaseReading.objects.count() == rows, part


def test_the_auditor_asks_by_case_and_by_person(cast: Cast) -> None:
    one, other = cast.registered(), cast.registered()
    for part, matter in (("handler", one), ("leader", one), ("handler", other)):
        set_post(cast[part].post)
        note_reading(case=matter.pk, post=cast[part].post, page="files/1/", at=AT)
    set_post(cast["auditor"].post)

    def found(**asked: Any) -> list[tuple[str, str]]:
        return sorted(
            (row.username, row.number) for row in readings_for_audit(actor=cast["auditor"], **asked)
        )

    first, second = str(one.number), str(other.number)
    assert found() == sorted([("handler", first), ("handler", second), ("leader", first)])
    assert found(number=first) == [("handler", first), ("leader", first)]
    assert found(username="handler", number=second) == [("handler", second)]
    assert found(before=AT) == [] and found(username="nobody") == []
    with pytest.raises(Refusal, match=r"^right\.missing"):
        readings_for_audit(actor=cast["leader"])
    page = signed_in("auditor").get("/readings/", {"number": first, "before": "no instant"}).content.decode()
    assert first in page and second not in page and "a file" in page
    assert "No reading fits" in signed_in("auditor").get("/readings/?username=nobody").content.decode()


def test_a_petitioner_knows_to_whom_her_data_went(cast: Cast) -> None:
    """Each of those who signed together learns of the openings of her own identity, and of nobody else's."""
    matter = cast.registered(people=JOINT)
    wang, zhao = Party.objects.filter(matter=matter).order_by("pk")
    post = cast["leader"].post
    set_post(post)
    for page in ("", "files/1/"):
        note_reading(case=matter.pk, post=post, page=page, at=AT)
    IdentityReading.objects.create(
        person=wang.person_id or 0, case=matter.pk, post=post, ground="To serve it.", at=AT
    )
    told = {}
    for party in (wang, zhao):
        with transaction.atomic():
            set_post(post, case=matter.pk, party=party.pk)
            told[party.pk] = [
                (row.times, row.grounds, row.organ_en)
                for row in readings_for_party(matter.pk, [party.person_id or 0])
            ]
    organ = cast["leader"].organ_name
    assert told == {wang.pk: [(3, ("To serve it.",), organ)], zhao.pk: [(2, (), organ)]}


LISTS = (
    "/", "/cases/", "/cases/?q=Wang", "/cases/?q=19900001234", "/cases/complex/", "/review/", "/reminders/",
    "/supervision/", "/cooperation/", "/campaigns/", "/figures/", "/figures/months/", "/lookback/", "/bulletins/",
    "/readings/",
)  # fmt: skip
READERS = ("registrar", "handler", "leader", "reviewer", "campaign_office", "inspector", "auditor")


@pytest.mark.parametrize("part", READERS)
def test_no_list_and_no_case_page_opens_an_identity(
    cast: Cast, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Masks are kept beside the envelopes: with every key gone, each page still stands, and shows masks."""
    case, client, opened = cast.registered().pk, signed_in(part), []
    monkeypatch.setattr("dengwen.foundation.identity.sealing._opened", lambda *_: opened.append(1))
    shown = {path: client.get(path).status_code for path in (*LISTS, f"/cases/{case}/")}
    assert opened == [] and set(shown.values()) <= {200, 404}, shown
    assert shown["/cases/"] == shown[f"/cases/{case}/"] == 200
    assert "W***" in client.get(f"/cases/{case}/").content.decode()

"""The entrance: number and code together, the same answer for both kinds of wrong, and not for ever."""

from datetime import timedelta

import pytest
from django.test import Client

from dengwen.domains.cases.models import WrongEntry
from dengwen.domains.cases.rules.entering import MOST_OF_ADDRESS, MOST_OF_NUMBER, WINDOW, must_wait
from tests.cast import MORNING, Cast
from tests.desk.clients import at
from tests.portal.visitor import brought, come_in, page, visitor


@pytest.mark.parametrize(
    ("of_number", "of_address", "waits"),
    [
        (0, 0, False), (MOST_OF_NUMBER - 1, MOST_OF_ADDRESS - 1, False), (MOST_OF_NUMBER, 0, True),
        (0, MOST_OF_ADDRESS, True),
    ],
)  # fmt: skip
def test_who_was_wrong_too_often_waits(of_number: int, of_address: int, waits: bool) -> None:
    assert must_wait(of_number=of_number, of_address=of_address) is waits


def tried(client: Client, number: str, code: str, address: str = "203.0.113.5") -> tuple[int, str]:
    """Return what the entrance says, without what was typed and the token of the form."""
    answer = client.post("/petition/enter/", {"number": number, "code": code}, REMOTE_ADDR=address)
    return answer.status_code, answer.content.decode().partition('role="alert"')[2].partition("</div>")[0]


@pytest.mark.django_db
class TestEntrance:
    def test_unknown_number_and_wrong_code_get_one_answer(self, cast: Cast) -> None:
        mine, client = brought(cast), visitor()
        unknown = tried(client, "991101-2026-999999", mine.codes[0])
        wrong = tried(client, mine.number or "", "0000-0000-0000")
        assert unknown == wrong and unknown[0] == 422 and "do not belong together" in unknown[1]

    def test_she_comes_back_to_where_she_wanted_to_and_nowhere_else(self, cast: Cast) -> None:
        mine = brought(cast)
        wanted = f"/petition/mine/{mine.matter}/receipt/"
        asked = visitor().get(wanted)
        assert asked["Location"] == f"/petition/enter/?next=%2Fpetition%2Fmine%2F{mine.matter}%2Freceipt%2F"
        known = {"number": mine.number, "code": mine.codes[0].lower().replace("-", " ")}
        assert visitor().post("/petition/enter/", known | {"next": wanted})["Location"] == wanted
        for bad in (
            "https://evil.example/petition/mine/",
            "//evil.example",
            "/cases/",
            "/petition/mine/999999/",
        ):
            assert (
                visitor().post("/petition/enter/", known | {"next": bad})["Location"]
                == f"/petition/mine/{mine.matter}/"
            )

    def test_too_many_wrong_codes_of_one_number_close_it_for_a_while(self, cast: Cast) -> None:
        mine, client = brought(cast), visitor()
        with at(MORNING):
            for turn in range(MOST_OF_NUMBER):
                assert tried(client, mine.number or "", "1111-1111-1111", f"203.0.113.{turn}")[0] == 422
            right = tried(client, mine.number or "", mine.codes[0])
            assert right[0] == 429 and "15 minutes" in right[1]
            assert tried(client, brought(cast).number or "", "1111-1111-1111")[0] == 422
        with at(MORNING + WINDOW + timedelta(minutes=1)):
            assert tried(client, mine.number or "", mine.codes[0])[0] == 302

    def test_one_address_tries_many_numbers_in_vain(self, cast: Cast) -> None:
        client = visitor()
        with at(MORNING):
            said = [tried(client, f"N-{turn}", "1111-1111-1111")[0] for turn in range(MOST_OF_ADDRESS + 1)]
            assert said == [422] * MOST_OF_ADDRESS + [429]
            assert tried(client, "N-1", "1111-1111-1111", "203.0.113.6")[0] == 422

    def test_wrong_entries_hold_no_number_and_go_after_an_hour(self, cast: Cast) -> None:
        client = visitor()
        with at(MORNING):
            tried(client, "N-1", "1111-1111-1111")
        assert WrongEntry.objects.count() == 2
        assert not any(b"N-1" in bytes(row.digest) for row in WrongEntry.objects.all())
        with at(MORNING + timedelta(hours=2)):
            tried(client, "N-2", "1111-1111-1111")
        assert WrongEntry.objects.count() == 2

    def test_who_leaves_leaves_nothing_open(self, cast: Cast) -> None:
        mine = brought(cast)
        client = come_in(mine)
        assert "where it stands" in page(client, mine.matter).lower()
        assert client.post("/petition/leave/")["Location"] == "/petition/enter/?left=1"
        assert client.get(f"/petition/mine/{mine.matter}/").status_code == 302
        assert client.get("/petition/leave/").status_code == 405

    def test_who_opened_two_cases_chooses_and_sees_no_third(self, cast: Cast) -> None:
        one, two, other = (brought(cast) for _ in range(3))
        client = come_in(one)
        client.post("/petition/enter/", {"number": two.number, "code": two.codes[0]})
        said = client.get("/petition/mine/").content.decode()
        assert one.number and two.number and other.number
        assert one.number in said and two.number in said and other.number not in said
        assert page(client, one.matter)

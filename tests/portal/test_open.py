"""What everybody may see without signing in: heads, proofs for who holds a promise, the verifier."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dengwen.base.receipts import check_heads, check_receipt
from dengwen.foundation.ledger.reads.receipt import paper_of
from dengwen.foundation.ledger.signing import holds
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.kit.qr import qr
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.ledger.conftest import Fields, cases, log_key

__all__ = ["cases", "log_key"]


def paper(cast: Cast, case: int) -> Fields:
    with acting(cast["registrar"].post):
        found = paper_of(kind="case", subject=case)
    assert found is not None
    return found


def test_a_stranger_checks_a_paper_promise_with_what_is_public(cases: list[int], kept_cast: Cast) -> None:
    held, stranger = paper(kept_cast, cases[0]), Client()
    heads = stranger.get("/open/heads.json").json()
    assert check_heads(heads, holds).wrong == []
    entry = held["promise"]["entry"]
    address = f"/open/proof/{entry['kind']}/{entry['subject']}/{entry['seq']}/{entry['hash']}.json"
    proof = stranger.get(address).json()
    found = check_receipt(held | proof, heads, holds, number=held["promise"]["number"])
    assert (found.wrong, found.notes, found.proved) == ([], [], ["promise", "inclusion", "deposited"])


@pytest.mark.parametrize("digest", ["00" * 32, "zz", "abc"])
def test_who_does_not_hold_the_promise_learns_nothing(cases: list[int], kept_cast: Cast, digest: str) -> None:
    entry = paper(kept_cast, cases[0])["promise"]["entry"]
    there = Client().get(f"/open/proof/case/{entry['subject']}/{entry['seq']}/{digest}.json")
    nowhere = Client().get(f"/open/proof/case/999999/1/{digest}.json")
    assert there.status_code == nowhere.status_code == 404


def test_the_page_says_what_the_log_holds_and_how_to_complain(cases: list[int]) -> None:
    page = Client().get("/open/", headers={"Accept-Language": "en"}).content.decode()
    head = Client().get("/open/heads.json").json()["heads"][-1]
    assert head["root"] in page and head["key"] in page and "When this system itself fails you" in page
    assert "<script" not in page
    assert Client().get("/open/heads.json?after=x").status_code == 404


@pytest.mark.django_db
def test_before_the_first_entry_the_page_says_so() -> None:
    assert "日志尚无记录" in Client().get("/open/", headers={"Accept-Language": "zh-hans"}).content.decode()


def test_the_verifier_is_one_file_that_names_no_address() -> None:
    answer = Client().get("/open/verify.html")
    page = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert "verifyAsync" in page and "default-src 'none'" in page and "错误" in page
    assert "src=" not in page and "fetch(" not in page and "$words" not in page


def test_the_print_says_the_day_of_our_clocks(cast: Cast) -> None:
    """Half past eleven at night in Greenwich is the next morning in Shanghai."""
    early = datetime(2026, 3, 16, 23, 30, tzinfo=UTC)
    case = cast.registered(at=early).pk
    with at(early + timedelta(hours=1)):
        page = client_of(cast, "registrar").get(f"/cases/{case}/receipt/").content.decode()
    assert (
        "17 March 2026" in page
        and "16 March 2026" not in page.partition("What happens next")[0].partition("Registered on")[2]
    )


def test_the_print_carries_the_promise(cases: list[int], kept_cast: Cast) -> None:
    page = client_of(kept_cast, "registrar").get(f"/cases/{cases[0]}/receipt/").content.decode()
    assert '<figure class="receipt-promise"><svg' in page
    assert "991101" not in qr("991101-2026-000001"), "the picture is squares, not text"

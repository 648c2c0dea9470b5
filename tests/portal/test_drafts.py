"""What is half-written: sealed, found again, never lost, and gone when its days are over."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, PortalDeed, PortalDraft, PortalDraftFile
from dengwen.domains.cases.reads.portal_drafts import portal_draft
from dengwen.domains.cases.rules.portal import DRAFT_DAYS, RATES, RECEIPT_KEPT
from dengwen.domains.cases.verbs.portal_drafts import add_draft_file, begin_draft, keep_answers
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.portal.bring.sending import send
from dengwen.interfaces.portal.tasks import forget
from tests.cast import Cast
from tests.desk.clients import at
from tests.portal.bringing import HERE, USUAL, Petitioner

WORDS = "The lamp on Willow Lane is dark."


def mark_in(page: str) -> str:
    return page.split('name="draft" value="')[1].split('"', maxsplit=1)[0]


def code_of(visitor: Petitioner) -> str:
    page = visitor.get("later/").content.decode()
    return page.split('class="big-code">')[1].split("<")[0]


def begun(cast: Cast) -> Petitioner:
    visitor = Petitioner()
    visitor.post("")
    assert visitor.post("what/", what=WORDS, later="1")["Location"] == f"{HERE}later/"
    return visitor


def test_it_lies_sealed_and_the_code_is_nowhere(cast: Cast) -> None:
    visitor = begun(cast)
    code = code_of(visitor)
    add_draft_file(draft=PortalDraft.objects.get().pk, name="secret.txt", content=WORDS.encode(), at=now())
    with connection.cursor() as cursor:
        for table in ("cases_portaldraft", "cases_portaldraftfile", "django_session"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            (found,) = cursor.fetchone()
            for secret in (WORDS.encode(), b"secret.txt", code.encode(), code.replace("-", "").encode()):
                assert secret.hex() not in found and secret.decode() not in found


def test_a_code_opens_it_elsewhere_however_it_is_typed(cast: Cast) -> None:
    code = code_of(begun(cast))
    elsewhere = Petitioner()
    answer = elsewhere.post("resume/", code=f" {code.lower().replace('-', ' ')} ")
    assert answer["Location"] == f"{HERE}purpose/"
    assert WORDS in elsewhere.get("what/").content.decode()


def test_wrong_codes_are_counted_and_then_even_the_right_one_waits(cast: Cast) -> None:
    code = code_of(begun(cast))
    stranger = Petitioner()
    for _ in range(RATES["resume"].most):
        assert "No draft has this code" in stranger.post("resume/", code="0000-0000-0000").content.decode()
    page = stranger.post("resume/", code=code)
    assert page.status_code == 422 and "Wait 15 min" in page.content.decode()
    with at(now() + timedelta(minutes=16)):
        assert stranger.post("resume/", code=code).status_code == 303


def test_a_lost_session_loses_nothing(cast: Cast) -> None:
    visitor = begun(cast)
    mark = mark_in(visitor.get("ask/").content.decode())
    visitor.client.cookies.pop("sessionid")
    visitor.post("ask/", rows="1", ask_1="Light it.", draft=mark)
    assert PortalDraft.objects.count() == 1
    assert WORDS in visitor.get("what/").content.decode()
    forged = Petitioner()
    forged.post("ask/", rows="1", ask_1="Light it.", draft=mark[:-1] + ("A" if mark[-1] != "A" else "B"))
    assert WORDS not in forged.get("what/").content.decode()


def test_a_stale_page_is_shown_again_with_what_was_typed(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en"}, enforce_csrf_checks=True)
    page = client.post(f"{HERE}what/", {"what": WORDS})
    text = page.content.decode()
    assert page.status_code == 403 and WORDS in text and "press “Continue” once more" in text
    assert not PortalDraft.objects.exists()
    token = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert client.post(f"{HERE}what/", {"what": WORDS, "csrfmiddlewaretoken": token}).status_code == 303
    assert client.post("/register/", {}).status_code == 403


def test_its_days_end_and_the_worker_deletes_it(cast: Cast) -> None:
    draft = begin_draft(at=now())
    add_draft_file(draft=draft, name="a.txt", content=b"A.", at=now())
    with at(now() + timedelta(days=DRAFT_DAYS, minutes=-1)):
        forget(0)
        assert portal_draft(draft, at=now()) is not None
    with at(now() + timedelta(days=DRAFT_DAYS, minutes=1)):
        assert portal_draft(draft, at=now()) is None
        with pytest.raises(Refusal, match="draft.expired"):
            keep_answers(draft=draft, step="what", answers={}, at=now())
        forget(0)
    assert not PortalDraft.objects.exists() and not PortalDraftFile.objects.exists()


def test_the_receipt_takes_the_place_of_the_words_for_a_day(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.write()
    visitor.send()
    held = portal_draft(PortalDraft.objects.get().pk, at=now())
    assert held is not None and held.receipt and held.answers == {}
    with at(now() + RECEIPT_KEPT + timedelta(minutes=1)):
        forget(0)
    assert not PortalDraft.objects.exists()


def test_finishing_clears_the_receipt_at_once(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.write()
    visitor.send()
    assert visitor.post("done/")["Location"] == "/petition/"
    assert visitor.get("receipt/").status_code == 404 and not PortalDraft.objects.exists()


def test_one_address_cannot_flood_us_and_counts_are_forgotten(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RATES, "begin", RATES["begin"].__class__(2, timedelta(hours=1)))
    for _ in range(2):
        assert Petitioner().post("").status_code == 303
    page = Petitioner().post("")
    assert page.status_code == 409 and "come in person" in page.content.decode()
    with at(now() + timedelta(hours=2)):
        forget(0)
        assert Petitioner().post("").status_code == 303
    assert PortalDeed.objects.count() == 1


def test_two_sends_at_the_same_instant_register_once(kept_cast: Cast) -> None:
    draft = begin_draft(at=now())
    for step, answers in USUAL.items():
        if step not in ("officer", "behalf", "others"):
            keep_answers(draft=draft, step=step, answers=answers, at=now())
    numbers: list[str] = []
    start = threading.Barrier(2)

    def press() -> None:
        start.wait()
        try:
            numbers.append(send(draft=draft, at=now()).receipt["number"])
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert len(numbers) == 2 and numbers[0] == numbers[1]
    with acting(kept_cast["minister"].post):
        assert Matter.objects.count() == 1

"""A petitioner follows her case: what she reads, what she can do, and what comes of it."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client

from dengwen.domains.appeals.models import ReviewRequest, Withdrawal
from dengwen.domains.cases.models import Contact, Party
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.states import State
from dengwen.domains.handling.models import ViewComment
from dengwen.domains.handling.verbs.provisional_view import show_provisional_view
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.portal.mine.deeds import DEEDS
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.portal.visitor import Hers, brought, come_in, do, page

JOINT = (PersonDraft(name="Wang Wu", phone="19900001234"), PersonDraft(name="Zhao Liu", phone="19900005678"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_state_of_the_table_has_plain_words(lang: str) -> None:
    words = code_list("petitioner_states")
    assert {entry.code for entry in words.entries} == {state.value for state in State}
    for state in State:
        said = words.label(state.value, lang)
        assert set(re.findall(r"{(\w+)}", said)) <= {"organ", "asked"}, state
        assert len(said) > 15 and state.value.replace("_", " ") not in said.split("."), state


def test_every_deed_is_in_the_table_of_what_is_hers() -> None:
    assert len(DEEDS) == 16 and all(re.fullmatch(r"[a-z-]+", slug) for slug in DEEDS)


@pytest.fixture
def hers(cast: Cast) -> Hers:
    return Hers(cast)


@pytest.mark.django_db
class TestPage:
    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_it_says_where_until_when_why_and_what_she_can_do(self, hers: Hers, language: str) -> None:
        hers.way.until("step")
        said = hers.reads(language=language)
        assert ("Lin County is looking into your case" in said) is (language == "en")
        assert ("正在调查核实" in said) is (language != "en")
        assert "L22 Art.34" in said or "第34条" in said or "第三十四条" in said

    def test_no_name_of_staff_and_no_word_between_offices_is_on_it(self, hers: Hers) -> None:
        hers.way.until("serve")
        said = hers.reads() + hers.reads("data/") + hers.reads("data.json")
        names = [actor.name for actor in hers.cast.actors.values()]
        assert not [name for name in names if name in said]
        assert "The officer says there was no paper" not in said, "what the investigation wrote is not hers"

    def test_another_case_does_not_exist_for_her(self, hers: Hers) -> None:
        other = brought(hers.cast)
        with at(hers.now):
            client = hers.client()
            assert client.get(f"/petition/mine/{other.matter}/")["Location"].startswith("/petition/enter/")
            answer = client.get(f"/petition/mine/{hers.case}/letter/999999/")
            assert answer.status_code in (404, 409)

    def test_receipt_and_data_are_hers_again(self, hers: Hers) -> None:
        receipt = json.loads(hers.reads("receipt.json"))
        assert receipt["promise"]["number"] == hers.mine.number and receipt["format"].startswith(
            "dengwen-receipt"
        )
        assert "<svg" in hers.reads("receipt/")
        data = json.loads(hers.reads("data.json"))
        assert data["about_you"]["name"] == "Wang Wu" and data["brought"][0]["text"].startswith(
            "On 20 February"
        )

    def test_joint_petitioners_do_not_see_each_other(self, cast: Cast) -> None:
        hers = Hers(cast, {"people": JOINT})
        with at(hers.now):
            one, two = (come_in(hers.mine, code) for code in (0, 1))
            do(two, hers.case, "add", text="I, Zhao Liu, saw it too.")
            first = page(one, hers.case) + page(one, hers.case, "data/") + page(one, hers.case, "data.json")
            second = page(two, hers.case) + page(two, hers.case, "data/")
        assert "Wang Wu" in first and "Zhao Liu" not in first and "19900005678" not in first
        assert "Zhao Liu" in second and "Wang Wu" not in second
        assert "Another petitioner of this case added something" in first

    def test_she_reads_who_opened_her_name(self, hers: Hers) -> None:
        assert "Nobody has." in hers.reads("data/")
        set_post(hers.cast["registrar"].post)
        person = Party.objects.get(matter=hers.case).person_id or 0
        open_identity(
            person_id=person,
            case=hers.case,
            post=hers.cast["registrar"].post,
            ground="To call back.",
            at=hers.now,
        )
        said = hers.reads("data/")
        assert "To call back." in said and "Lin County" in said and "Registrar" not in said

    def test_she_and_the_auditor_read_the_coded_ground(self, hers: Hers) -> None:
        post = hers.cast["registrar"].post
        set_post(post)
        person = Party.objects.get(matter=hers.case).person_id or 0
        open_identity(person_id=person, case=hers.case, post=post, why="SERVE", ground="", at=hers.now)
        open_identity(person_id=person, case=hers.case, post=post, why="VERIFY", ground="Step 2", at=hers.now)
        said = hers.reads("data/") + hers.reads("data.json")
        assert (
            said.count("To serve a document") == said.count("To look into the facts with her · Step 2") == 2
        )
        with at(hers.now):
            log = client_of(hers.cast, "auditor").get("/readings/").content.decode()
        assert "To serve a document" in log and "· Step 2" in log


@pytest.mark.django_db
class TestDeeds:
    def test_she_adds_words_and_a_file(self, hers: Hers) -> None:
        assert b"It is done" in hers.does("add", text="One thing more.").content
        photo = BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
        photo.name = "street.png"
        assert b"It is done" in hers.does("file", file=photo).content
        set_post(hers.cast["registrar"].post)
        assert Contact.objects.filter(matter=hers.case, text="One thing more.", channel="WEB").exists()
        assert Attachment.objects.get(matter=hers.case).name == "street.png"
        bad = BytesIO(b"<html><script>")
        bad.name = "page.html"
        assert hers.does("file", file=bad).status_code == 422

    def test_nothing_happens_without_the_check_and_nothing_twice(self, hers: Hers) -> None:
        path = f"/petition/mine/{hers.case}/ask/add/"
        with at(hers.now):
            client = hers.client()
            said = {"q": "text", "a-text": "One thing more.", "seen": "", "token": "once"}
            check = client.post(path, said)
            assert "Check what you send" in check.content.decode()
            assert client.post(path, said | {"a-text": "  "}).status_code == 422
            sent = {"seen": "text", "a-text": "One thing more.", "token": "once", "do": "1"}
            assert "It is done" in client.post(path, sent).content.decode()
            assert client.post(path, sent)["Location"] == f"/petition/mine/{hers.case}/"
        hers.matter()
        assert Contact.objects.filter(matter=hers.case).count() == 2

    def test_she_answers_a_provisional_view(self, hers: Hers) -> None:
        way = hers.way.until("answers")
        assert hers.does("comment", text="x").status_code == 409
        show_provisional_view(
            case=hers.case, shown_on=way.day, method="IN_PERSON", comment_by=way.day + timedelta(days=10),
            actor=hers.cast["handler"], at=way.at,
        )  # fmt: skip
        assert "No receipt in the book." in hers.reads() or "Answer what they mean to decide" in hers.reads()
        assert b"It is done" in hers.does("comment", text="The book was lost.").content
        hers.matter()
        row = ViewComment.objects.get(matter=hers.case)
        assert (row.side, row.text) == ("PETITIONER", "The book was lost.")

    def test_she_asks_for_review_and_rereview_in_time_and_late(self, hers: Hers) -> None:
        hers.way.until("serve")
        said = hers.reads()
        assert "Ask for a review" in said and "That day counts." in said and "Ask for a re-review" not in said
        assert b"It is done" in hers.does("review", text="Nobody asked the shopkeeper.").content
        assert hers.matter().state == "review_requested"
        hers.way.admit()
        hers.way.decide()
        hers.way.give()
        hers.way.next(60)
        said = hers.reads()
        assert "You may still ask: say what kept you" in said
        assert hers.does("rereview", text="x").status_code == 200, "the reason is asked first"
        hers.matter()
        assert ReviewRequest.objects.filter(matter=hers.case).count() == 1
        assert b"It is done" in hers.does("rereview", text="They did not read it.", late="HINDERED").content
        hers.matter()
        assert ReviewRequest.objects.get(matter=hers.case, stage="rereview").late_reason == "HINDERED"

    def test_withdrawing_is_free_and_can_be_taken_back(self, hers: Hers) -> None:
        hers.way.until("step")
        stopped = hers.does("withdraw", pressed="yes")
        assert stopped.status_code == 409 and b"you need not withdraw" in stopped.content
        assert hers.matter().state == "investigating"
        done = hers.does("withdraw", pressed="no", custody="no", why="", name="Wang Wu")
        assert b"You have time to think" in done.content
        assert hers.matter().state == "withdrawal_pending"
        row = Withdrawal.objects.get(matter=hers.case)
        assert row.free_on >= (hers.now + timedelta(days=7)).date()
        assert "Nothing is decided before" in hers.reads()
        assert b"goes on where it stood" in hers.does("go-on", note="").content
        assert hers.matter().state == "investigating"

    def test_she_asks_for_somebody_else(self, hers: Hers) -> None:
        assert hers.does("recusal", who="handler").status_code == 409, "nobody works on it yet"
        hers.way.until("team")
        assert (
            b"It is done"
            in hers.does("recusal", who="handler", ground="KINSHIP", reason="They are kin.").content
        )

    def test_a_new_code_ends_the_old_one(self, hers: Hers) -> None:
        with at(hers.now):
            client = hers.client()
            told = do(client, hers.case, "code").content.decode()
        code = re.search(r'secret code">([^<]+)<', told)
        assert code is not None and code[1] not in hers.mine.codes
        with at(hers.now):
            old = Client().post("/petition/enter/", {"number": hers.mine.number, "code": hers.mine.codes[0]})
            new = Client().post("/petition/enter/", {"number": hers.mine.number, "code": code[1]})
        assert (old.status_code, new.status_code) == (422, 302)

    def test_she_corrects_herself_and_the_old_name_stays_sealed(self, hers: Hers) -> None:
        hers.matter()
        before = Party.objects.get(matter=hers.case).person_id
        assert b"It is corrected" in hers.does("correct", field="name", value="Wang Wuyi").content
        hers.matter()
        party = Party.objects.get(matter=hers.case)
        assert party.person_id != before and party.mask.startswith("W")
        entry = Entry.objects.get(kind="case", subject=hers.case, event="own_data_corrected")
        assert "Wang" not in entry.payload and f'"person_id":{party.person_id}' in entry.payload
        set_post(hers.cast["minister"].post)
        assert list(verify_everything("default")) == []
        assert "Wang Wuyi" in hers.reads("data/") and "19900001234" in hers.reads("data/")

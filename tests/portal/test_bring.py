"""Bringing a petition through the portal: registered once, nothing lost, nothing demanded."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dengwen.domains.cases.models import Claim, Contact, Matter, Party, QueryCode, Respondent
from dengwen.domains.cases.reads.by_query_code import opened_by
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.portal.bringing import HERE, Petitioner


def matter_of(cast: Cast, number: str, part: str = "registrar") -> Matter:
    """Return a matter as ``part`` sees it."""
    set_post(cast[part].post)
    return Matter.objects.get(number=number)


def test_from_the_first_question_to_the_receipt(cast: Cast) -> None:
    visitor = Petitioner()
    asked = visitor.write()
    assert asked == [
        "purpose", "topic", "what", "where", "when", "ask", "who", "name", "reach", "files", "notice"
    ]  # fmt: skip
    check = visitor.get("check/").content.decode()
    assert "Nobody gave me a receipt." in check and "Lin County" in check and "19900001234" in check
    visitor.send()
    number, codes, page = visitor.receipt()
    assert len(codes) == 1 and "<svg" in page and "By <strong>" in page
    opened = opened_by(number=number, code=codes[0])
    matter = matter_of(cast, number)
    assert opened is not None and opened.case == matter.pk
    assert (matter.organ_id, matter.channel, matter.category) == (cast.organ("lin"), "WEB", "01")
    assert matter.place == "3 Willow Lane" and str(matter.occurred_on) == "2026-02-20"
    assert [claim.remedy_sought for claim in Claim.objects.filter(matter=matter)] == ["Give me the receipt."]
    assert Party.objects.get(matter=matter).mask == "W***"
    assert visitor.client.session["petitioner"]["openings"] == [[opened.case, opened.party]]
    assert json.loads(visitor.get("receipt.json").content)["promise"]["number"] == number
    assert visitor.get("what/")["Location"] == f"{HERE}receipt/"


def test_nobody_has_to_say_who_she_is(cast: Cast) -> None:
    visitor = Petitioner(who={"who": "anonymous"}, reach={}, where={})
    assert "name" not in visitor.write()
    visitor.send()
    number, codes, _page = visitor.receipt()
    matter = matter_of(cast, number, "minister")
    assert matter.organ_id == cast.organ("ministry") and not Party.objects.filter(matter=matter).exists()
    opened = opened_by(number=number, code=codes[0])
    assert opened is not None and opened.party is None


def test_each_of_several_gets_a_code_that_opens_her_own_part(cast: Cast) -> None:
    visitor = Petitioner(who={"who": "joint"})
    visitor.write()
    visitor.send()
    number, codes, page = visitor.receipt()
    assert len(codes) == 2 and "Zhao Liu" in page
    opened = [opened_by(number=number, code=code) for code in codes]
    set_post(cast["registrar"].post)
    masks = [Party.objects.get(pk=one.party or 0).mask for one in opened if one]
    assert masks == ["W***", "Z***"]


def test_whoever_speaks_for_another_says_by_what_authority(cast: Cast) -> None:
    visitor = Petitioner(who={"who": "behalf"})
    visitor.write()
    visitor.send()
    number, codes, _page = visitor.receipt()
    parties = Party.objects.filter(matter=matter_of(cast, number)).order_by("pk")
    assert [party.role for party in parties] == ["petitioner", "on_behalf"] and len(codes) == 1
    assert parties[1].note == "近亲属" and parties[1].mask == "O***"


@pytest.mark.parametrize(("purpose", "topic"), [("ACCUSATION", "01"), ("APPEAL", "03")])
def test_an_accusation_goes_above_whom_it_accuses(cast: Cast, purpose: str, topic: str) -> None:
    named = {"officer": "Handler"}
    visitor = Petitioner(purpose={"purpose": purpose}, topic={"topic": topic}, officer=named)
    assert "officer" in visitor.write()
    visitor.send()
    number, _codes, page = visitor.receipt()
    assert "River City" in page
    set_post(cast["registrar"].post)
    assert not Matter.objects.filter(number=number).exists()
    assert matter_of(cast, number, "city_registrar").organ_id == cast.organ("river")
    officer = Respondent.objects.get(officer__isnull=False)
    assert officer.officer_id == cast["handler"].post
    assert Respondent.objects.get(organ__isnull=False).organ_id == cast.organ("lin")


@pytest.mark.parametrize(
    ("named", "received"), [("Lin East Station", "lin"), ("River City", "river"), ("Nowhere", "ministry")]
)
def test_it_is_received_by_the_bureau_that_it_is_about(cast: Cast, named: str, received: str) -> None:
    visitor = Petitioner(where={"organ": named})
    visitor.write()
    visitor.send()
    number, _codes, page = visitor.receipt()
    assert matter_of(cast, number, "minister").organ_id == cast.organ(received)
    assert ("Nowhere" in page) is (named == "Nowhere")  # what no organ is called stays in her words


def test_an_organ_that_several_fit_is_asked_once_more(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.post("")
    page = visitor.post("where/", place="", organ="County")
    assert page.status_code == 422 and "Moss County" in page.content.decode()
    chosen = visitor.post("where/", place="", organ="County", organ_choice=str(cast.organ("moss")))
    assert chosen.status_code == 303


def test_sending_twice_registers_once(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.write()
    visitor.send()
    first = visitor.receipt()[:2]
    visitor.send()
    assert visitor.receipt()[:2] == first
    set_post(cast["minister"].post)
    assert Matter.objects.count() == QueryCode.objects.count() == 1


def test_files_are_looked_into_and_come_along(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.post("")
    page = visitor.post("files/", file=SimpleUploadedFile("run.exe", b"MZ\x90"), add="1")
    assert page.status_code == 422 and "has-error" in page.content.decode()
    visitor.post("files/", file=SimpleUploadedFile("two.txt", b"Two."), add="1")
    one = visitor.post("files/", file=SimpleUploadedFile("one.txt", b"A paper."), add="1")
    assert one["Location"] == f"{HERE}files/"
    unwanted = re.search(r'name="remove" value="(\d+)">Take two.txt', visitor.get("files/").content.decode())
    assert unwanted is not None
    visitor.post("files/", remove=unwanted[1])
    for step in (
        "purpose",
        "topic",
        "what",
        "where",
        "when",
        "ask",
        "who",
        "name",
        "reach",
        "files",
        "notice",
    ):
        assert visitor.post(f"{step}/", **visitor.answers[step]).status_code == 303
    visitor.send()
    number, _codes, receipt = visitor.receipt()
    matter = matter_of(cast, number)
    assert [file.name for file in Attachment.objects.filter(matter=matter)] == ["one.txt"]
    assert "one.txt" in receipt


def test_an_error_keeps_what_was_typed_and_names_the_field(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.post("")
    page = visitor.post("when/", occurred_on="2199-1-1", about_when="in spring")
    text = page.content.decode()
    assert page.status_code == 422 and 'href="#id_occurred_on"' in text and "Look again:" in text
    assert 'value="2199-1-1"' in text and 'value="in spring"' in text
    assert 'value="in spring"' in visitor.get("when/").content.decode()


def test_what_is_open_or_wrong_is_not_sent(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.post("")
    assert visitor.post("send/")["Location"] == f"{HERE}purpose/?check=1"
    visitor.write()
    visitor.post("what/", what=" ", later="1")  # kept as it is, although it is not right
    assert "of-what" in visitor.get("check/").content.decode()
    assert visitor.post("send/")["Location"] == f"{HERE}what/?check=1"
    set_post(cast["minister"].post)
    assert not Matter.objects.exists()


def test_the_language_changes_without_losing_a_word(cast: Cast) -> None:
    visitor = Petitioner()
    visitor.post("")
    answer = visitor.post("what/", what="The lamp is dark.", speak="zh-hans")
    assert answer["Location"] == f"{HERE}what/"
    page = visitor.get("what/").content.decode()
    assert "The lamp is dark." in page and 'lang="zh-Hans"' in page


def test_whoever_is_nobody_here_finds_no_receipt(cast: Cast) -> None:
    stranger = Petitioner(Client(headers={"accept-language": "en"}))
    assert stranger.get("receipt/").status_code == stranger.get("receipt.json").status_code == 404
    assert stranger.get("check/")["Location"] == HERE


def test_before_there_is_an_organ_the_site_says_so(db: None) -> None:
    assert not Organ.objects.exists()
    visitor = Petitioner(where={})
    visitor.write()
    page = visitor.post("send/")
    assert page.status_code == 422 and "No organ has been set up here yet" in page.content.decode()
    assert not Contact.objects.exists()

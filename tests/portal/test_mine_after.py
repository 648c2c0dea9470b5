"""What a petitioner says of how it was handled changes the case, or becomes one that the accused do not see."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from dengwen.domains.campaigns.models import ScopeDecision
from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.verbs.query_codes import issue_query_code
from dengwen.domains.closure.models import Rating
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.handling.models import Remedy
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.campaigns.office import open_office
from tests.cast import DAY, Cast
from tests.desk.clients import at
from tests.portal.visitor import Hers, do, page

JOINT = (PersonDraft(name="Wang Wu", phone="19900001234"), PersonDraft(name="Zhao Liu", phone="19900005678"))


@pytest.fixture
def hers(cast: Cast) -> Hers:
    return Hers(cast)


@pytest.mark.django_db
class TestAfterwards:
    def test_not_satisfied_takes_a_closing_back(self, hers: Hers) -> None:
        way = hers.way.until("vouch")
        close_matter(case=hers.case, actor=hers.cast["reviewer"], at=way.at)
        assert hers.matter().state == "closed"
        hers.does("rate", handling="NOT_SATISFIED", outcome="SATISFIED", words="Rude.", wrongs="")
        matter = hers.matter()
        assert (matter.state, matter.closed_on, matter.is_open) == ("follow_up", None, True) and matter.due

    def test_what_was_done_to_her_is_a_case_that_the_accused_do_not_see(self, cast: Cast) -> None:
        hers = Hers(cast, {"people": JOINT})
        hers.way.until("serve")
        told = hers.does(
            "rate", handling="SATISFIED", outcome="NOT_SATISFIED", words="", wrongs="PRESSED",
            wrong_words="The leader came to my house.",
        ).content.decode()  # fmt: skip
        number = re.search(r'secret num">([^<]+)<', told)
        code = re.search(r'secret code">([^<]+)<', told)
        assert number and code and number[1] != hers.mine.number
        set_post(cast["registrar"].post)
        assert not Matter.objects.filter(number=number[1]).exists()
        assert Rating.objects.filter(matter=hers.case).exists()
        entries = Entry.objects.filter(kind="case", subject=hers.case)
        assert not entries.filter(payload__contains="PRESSED").exists()
        set_post(cast["city_registrar"].post)
        apart = Matter.objects.get(number=number[1])
        assert apart.urgent and apart.organ_id == cast.organ("river") and apart.shielded
        assert Party.objects.filter(matter=apart).count() == 1, "who came with her is not given away"
        with at(hers.now):
            client = Client(headers={"accept-language": "en"})
            client.post("/petition/enter/", {"number": number[1], "code": code[1]})
            assert "The leader came to my house." in page(client, apart.pk)

    def test_she_can_say_at_any_time_that_she_was_pressed(self, hers: Hers) -> None:
        told = hers.does("report", wrongs="KEPT_AWAY", wrong_words="They stopped me at the station.")
        assert b"urgent case of its own" in told.content
        assert hers.matter().version == 1, "nothing of it stands in the case itself"

    def test_what_did_not_arrive_is_open_again_and_so_is_the_case(self, hers: Hers) -> None:
        way = hers.way
        way.results = {1: "SUPPORTED", 2: "NOT_SUPPORTED"}
        way.until("serve")
        assert hers.does("remedy", remedy="1").status_code == 409
        way.at += timedelta(days=1)
        way.execute(
            RemedyDraft(
                "DO_DUTY",
                "Give the receipt.",
                hers.cast.organ("lin"),
                DAY + timedelta(days=40),
                way.claims()[0].pk,
            )
        )
        hers.matter()
        remedy = Remedy.objects.get(matter=hers.case)
        carry_out_remedy(
            case=hers.case,
            remedy=remedy.pk,
            done_on=way.day,
            proof="The copy.",
            actor=hers.cast["handler"],
            at=way.at,
        )
        for step in ("hand_in", "judge", "vouch"):
            getattr(way, step)()
        assert "The office says that it was done" in hers.reads()
        assert hers.matter().state == "follow_up"
        told = hers.does("remedy", remedy=str(remedy.pk), arrived="no", words="I have no receipt.")
        assert b"open again" in told.content
        matter = hers.matter()
        assert (matter.state, matter.review_organ_id) == ("executing", None) and matter.due
        remedy.refresh_from_db()
        assert remedy.done_on is None
        assert "has not arrived. It is open again." in hers.reads()
        hers.does("remedy", remedy=str(remedy.pk), arrived="yes")
        assert hers.matter().state == "executing"
        set_post(hers.cast["minister"].post)
        assert list(verify_everything("default")) == []

    def test_she_objects_to_being_left_outside_a_campaign(self, cast: Cast) -> None:
        office = open_office(cast)
        case = office.cases[0]
        office.exclude(case)
        number = cast.matter(case).number
        party = Party.objects.filter(matter=case).order_by("pk")[0].pk
        code = issue_query_code(case=case, party=party, actor=cast["registrar"], at=office.at)
        with at(office.at + timedelta(hours=2)):
            client = Client(headers={"accept-language": "en"})
            client.post("/petition/enter/", {"number": number, "code": code})
            assert "Object to being left outside a campaign" in page(client, case)
            said = do(client, case, "object", text="I was never served.").content.decode()
            assert "It is done" in said, said.partition("error-summary")[2][:400]
            assert "Object to being left outside a campaign" not in page(client, case)
        cast.matter(case)
        assert ScopeDecision.objects.get(matter=case).objection == "I was never served."

"""The pages of campaigns: every number opens its cases, every deed has its form, strangers find nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from dengwen.domains.campaigns.models import Campaign, CampaignCase, CampaignReport
from dengwen.domains.campaigns.reads.standing import figures_of
from dengwen.foundation.permissions.acting import set_post
from tests.campaigns.office import Office, open_office
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of


@pytest.fixture
def office(cast: Cast) -> Office:
    return open_office(cast)


def get(office: Office, part: str, path: str, language: str = "en") -> HttpResponse:
    with at():
        answer = client_of(office.cast, part, language).get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer  # type: ignore[return-value]


def post(office: Office, part: str, path: str, deed: str, prefix: str = "", **fields: Any) -> HttpResponse:
    named = {f"{prefix or deed}-{name}": value for name, value in fields.items()}
    with at(office.next() + timedelta(days=3)):  # each deed has its own minute
        return client_of(office.cast, part).post(path, {"deed": deed} | named)  # type: ignore[return-value]


def done(answer: HttpResponse) -> None:
    assert answer.status_code == 303, re.sub(r"<[^>]*>|\s+", " ", answer.content.decode())[-1500:]


def test_every_number_opens_exactly_its_cases(office: Office) -> None:
    office.begin_resolution()
    office.exclude(office.cases[0])
    home = f"/campaigns/{office.campaign}/"
    for part in ("campaign_office", "reviewer", "registrar"):
        page = get(office, part, home).content.decode()
        set_post(office[part].post)
        numbers = figures_of(office.seen(part), office[part].bureau)
        assert (numbers["in"], numbers["out"]) == (1, 1)
        found = re.findall(r'href="(/cases/\?figure=campaign[^"]*)"[^>]*>(?:<strong[^>]*>)?(\d+)<', page)
        assert len(found) == 5 + 2 * 3
        for url, number in found:
            listed = get(office, part, url.replace("&amp;", "&")).content.decode()
            assert listed.count("<tr data-row>") == int(number), url


def test_both_languages(office: Office) -> None:
    office.begin_resolution()
    office.exclude(office.cases[0])
    home = f"/campaigns/{office.campaign}/"
    organ = office.cast.organ("river")
    for path in ("/campaigns/", home, f"{home}scope/?queue=out", f"{home}cases/{office.cases[0]}/", f"{home}organs/",
                 f"{home}organs/{organ}/", f"/cases/{office.cases[0]}/"):  # fmt: skip
        assert "Special campaign" in get(office, "campaign_office", path).content.decode()
        assert "专项治理活动" in get(office, "campaign_office", path, "zh-hans").content.decode()
    life = get(office, "registrar", f"/cases/{office.cases[0]}/").content.decode()
    assert "stays outside the campaign “Special campaign on petition cases 2011–2012”: Historic issue" in life
    assert "into the campaign “Special campaign on petition cases 2011–2012”: Found by the organs" in life


def test_a_case_goes_out_and_back_through_its_page(office: Office) -> None:
    case = office.cases[0]
    page = f"/campaigns/{office.campaign}/cases/{case}/"
    typed = {
        "reason": "IN_LEGAL_PROCEDURE", "evidence": "The court sits.", "channel": "COURT", "number": "12/2026",
        "review_on": (DAY + timedelta(days=200)).isoformat(),
    }  # fmt: skip
    too_long = post(office, "office_two", page, "propose", **typed)
    assert too_long.status_code == 422 and "The court sits." in too_long.content.decode(), (
        "what was typed stays"
    )
    typed["review_on"] = (DAY + timedelta(days=40)).isoformat()
    done(post(office, "office_two", page, "propose", **typed))
    assert post(office, "office_two", page, "confirm", words="").status_code == 422
    done(post(office, "campaign_office", page, "confirm", words=""))
    done(
        post(office, "registrar", page, "object", words="It is another matter.", objected_on=DAY.isoformat())
    )
    done(post(office, "office_three", page, "answer", uphold="upheld", words="It is."))
    set_post(office["campaign_office"].post)
    assert CampaignCase.objects.get(matter=case).counted


def test_the_office_opens_sweeps_proves_and_enters(cast: Cast) -> None:
    office = open_office(cast)
    done(post(office, "campaign_office", "/campaigns/", "open", pack="unpaid-compensation-2026"))
    set_post(office["campaign_office"].post)
    second = Campaign.objects.order_by("-pk")[0].pk
    compensation = cast.registered(at=office.next(), category="11.01").pk
    page = f"/campaigns/{second}/"
    done(post(office, "campaign_office", page, "sweep"))
    set_post(office["campaign_office"].post)
    assert list(CampaignCase.objects.filter(campaign=second).values_list("matter", flat=True)) == [
        compensation
    ]
    done(post(office, "campaign_office", page, "enter"))
    assert "stage" in get(office, "campaign_office", page).content.decode()
    assert post(office, "campaign_office", page, "leave").status_code == 422
    done(post(office, "campaign_office", page, "prove", item="exit:awards_listed", evidence="List 4."))
    done(post(office, "campaign_office", page, "leave"))


def test_an_organ_meets_what_it_owes(office: Office) -> None:
    city = office.cast.organ("river")
    page = f"/campaigns/{office.campaign}/organs/{city}/"
    done(post(office, "city_registrar", page, "duty", duty="special_team", evidence="Order 3."))
    done(post(office, "city_registrar", page, "contact", duty="liaison", name="Officer Bai", reach="8123"))
    done(post(office, "city_registrar", page, "report", kind="return", key="2011-12", words=""))
    set_post(office["city_registrar"].post)
    row = CampaignReport.objects.get()
    assert '"in":2' in row.figures and row.due.isoformat() == "2011-12-31"
    due = (DAY + timedelta(days=30)).isoformat()
    done(
        post(
            office,
            "campaign_office",
            page,
            "task",
            organ=city,
            words="Compare the books.",
            due=due,
            parent="",
        )
    )
    seen = get(office, "city_registrar", page).content.decode()
    assert "Order 3." in seen and "Officer Bai" in seen and "Compare the books." in seen
    with at():
        stranger = client_of(office.cast, "stone_registrar").get(page)
    assert stranger.status_code == 404

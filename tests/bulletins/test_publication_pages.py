"""The list of publications: a month that is not frozen says so, and nobody drafts beside the form."""

from django.test import Client

from tests.campaigns.office import open_office
from tests.cast import Cast
from tests.desk.clients import at, client_of


def _draft(client: Client, **said: object) -> str:
    words = {"kind": "monthly_bulletin", "period": "2026-02", "campaign": "", "language": "en"}
    answer = client.post("/bulletins/", words | said)
    assert answer.status_code == 422
    return str(answer.content.decode())


def test_what_cannot_be_drafted_says_why(cast: Cast) -> None:
    campaign = open_office(cast).campaign
    client = client_of(cast, "campaign_office")
    with at():
        assert "2026-02 is not frozen yet" in _draft(client)
        assert "2026-13 is no period of this kind" in _draft(client, period="2026-13")
        assert "Choose the campaign" in _draft(client, kind="stage_summary", period="mobilisation")
        said = _draft(client, kind="stage_summary", period="mobilisation", campaign=campaign)
        assert "2011-11 is not frozen yet" in said
        county = _draft(client_of(cast, "registrar"), kind="report_congress")
    assert "do not publish this kind" in county


def test_what_is_owed_stands_where_people_look(cast: Cast) -> None:
    campaign = open_office(cast).campaign
    office, city = client_of(cast, "campaign_office"), client_of(cast, "city_registrar")
    for client, owed, not_owed in (
        (office, "Monthly bulletin", "Stage summary"),
        (city, "Stage summary", "Monthly"),
    ):
        for page in ("/bulletins/", f"/campaigns/{campaign}/", "/reminders/"):
            with at():
                text = client.get(page).content.decode()
            table = text[
                text.index('id="h-publish"') : text.index("</section>", text.index('id="h-publish"'))
            ]
            assert owed in table and not_owed not in table and "late" in table, page
    reader = client_of(cast, "inspector")
    with at():
        assert "h-publish" not in reader.get("/reminders/").content.decode()

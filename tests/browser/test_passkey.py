"""A petitioner's passkey, with a virtual device in the browser: made, used, outlived by a new code, deleted."""

from datetime import UTC, datetime

from django.db import transaction
from playwright.sync_api import Browser, expect

from dengwen.domains.cases.models import PortalAccount
from dengwen.domains.cases.reads.by_query_code import opened_by
from dengwen.domains.cases.verbs.query_codes import issue_query_code
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.portal.visitor import brought

_DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def come_in(visitor: Visitor, number: str, code: str) -> None:
    visitor.go("/petition/enter/")
    visitor.page.locator("#number").fill(number)
    visitor.page.locator("#code").fill(code)
    visitor.page.locator("#code").press("Enter")
    expect(visitor.page.locator("section.standing")).to_be_visible()
    visitor.go("/petition/passkey/")


def test_a_passkey_opens_what_was_shown_and_no_longer_than_its_code(browser: Browser, site: Site) -> None:
    mine = brought(site.cast)
    number = mine.number or ""
    visitor = Visitor(browser, site.address.replace("127.0.0.1", "localhost"), "en", 360)
    page = visitor.page
    session = visitor.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
    come_in(visitor, number, mine.codes[0])
    page.locator("[data-passkey=make]").click()
    expect(page.locator(".notice.good")).to_contain_text("Your passkey is made")
    assert visitor.axe() == [] and visitor.overflow() <= 0
    row = PortalAccount.objects.get()
    assert number.encode() not in bytes(row.openings) and b"Wang" not in bytes(row.openings)
    page.locator("form[action='/petition/leave/'] button").click()

    visitor.go("/petition/passkey/")
    page.locator("[data-passkey=open]").click()
    page.wait_for_url(f"**/petition/mine/{mine.matter}/")
    expect(page.locator("body")).to_contain_text(number)
    page.locator("form[action='/petition/leave/'] button").click()

    party = opened_by(number=number, code=mine.codes[0])
    assert party is not None
    with transaction.atomic():
        code = issue_query_code(
            case=mine.matter, party=party.party, actor=site.cast["registrar"], at=datetime.now(UTC)
        )
    visitor.go("/petition/passkey/")
    page.locator("[data-passkey=open]").click()
    expect(page.locator("#passkey-problem")).to_contain_text("a new query code was given out")
    come_in(visitor, number, code)
    page.locator("[data-passkey=open]").click()
    page.locator("form[action='/petition/passkey/keep/'] button").click()
    expect(page.locator(".notice.good")).to_contain_text("opens what you have shown")

    page.locator("form[action='/petition/passkey/delete/'] button").click()
    expect(page.locator(".notice.good")).to_contain_text("is deleted here")
    assert not PortalAccount.objects.exists()
    page.locator("[data-passkey=open]").click()
    expect(page.locator("#passkey-problem")).to_contain_text("not known here")
    visitor.context.close()
    assert visitor.wrongs == []

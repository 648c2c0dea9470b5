"""Nothing that was typed is ever lost, and nothing is done twice."""

from django.db import transaction
from playwright.sync_api import Page, expect

from dengwen.domains.cases.models import Matter
from dengwen.foundation.permissions.acting import set_post
from tests.browser.conftest import Visit
from tests.browser.deeds import do, fill, in_days, open_form
from tests.browser.pages import walked
from tests.browser.site import Site

TYPED = {
    "title": "The lamp is dark",
    "text": "Since Monday.",
    "name": "Zhao Liu",
    "place": "Lane 4",
    "category": "01.05",
}


def _type(page: Page) -> None:
    for name, text in TYPED.items():
        page.locator(f"#{name}").fill(text)
    page.locator("[name=claim_text]").fill("Light the lamp.")
    page.keyboard.press("Alt+c")
    page.keyboard.type("Say when.")


def _all_there(page: Page) -> None:
    for name, text in TYPED.items():
        expect(page.locator(f"#{name}")).to_have_value(text)
    claims = page.locator("#intake [name=claim_text]")
    expect(claims.nth(0)).to_have_value("Light the lamp.")
    expect(claims.nth(1)).to_have_value("Say when.")


def _registered(site: Site, title: str) -> int:
    with transaction.atomic():
        set_post(site.cast["minister"].post)
        return Matter.objects.filter(title=title).count()


def test_a_half_filled_form_survives_a_reload(visit: Visit) -> None:
    page = visit("registrar").go("/register/").page
    _type(page)
    page.reload()
    _all_there(page)
    expect(page.locator("#kept-note")).to_be_visible()


def test_a_half_filled_form_lies_on_the_server_too(visit: Visit) -> None:
    """Another browser, another desk: what the server keeps is enough."""
    page = visit("moss_registrar").go("/register/").page
    _type(page)
    expect(page.locator("#kept-state")).to_contain_text("Kept on the server")
    elsewhere = visit("moss_registrar", "en", 1000).go("/register/").page
    _all_there(elsewhere)
    stranger = visit("stone_registrar").go("/register/").page
    expect(stranger.locator("#title")).to_have_value("")


def test_a_lost_session_loses_nothing(visit: Visit, site: Site) -> None:
    city = visit("city_registrar")
    page = city.go("/register/").page
    _type(page)
    city.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kept-note")).to_contain_text("signed out")
    _all_there(page)
    page.locator("#kept-note a").click()
    city.sign_in("city_registrar")
    page.wait_for_url("**/register/")
    _all_there(page)
    assert _registered(site, TYPED["title"]) == 0


def test_pressing_twice_registers_once(visit: Visit, site: Site) -> None:
    page = visit("registrar").go("/register/").page
    for name, text in (TYPED | {"title": "Pressed twice"}).items():
        page.locator(f"#{name}").fill(text)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".registered-number")).to_be_visible()
    expect(page.locator("#title")).to_have_value("")
    assert _registered(site, "Pressed twice") == 1


def test_the_same_form_sent_from_two_windows_registers_once(visit: Visit, site: Site) -> None:
    """Without scripts, or by the way back: the form carries a token that registers once."""
    page = visit("registrar").go("/register/").page
    sent: dict[str, str | float | bool] = {
        "title": "Sent twice",
        "category": "01.05",
        "channel": "LETTER",
        "source": "DIRECT",
        "purpose": "APPEAL",
    }
    for name in ("token", "csrfmiddlewaretoken", "received_on", "group_size"):
        sent[name] = page.locator(f"#intake [name={name}]").input_value()
    headers = {"Referer": f"{site.address}/register/"}
    numbers = [page.request.post("/register/", form=sent, headers=headers).url for _ in range(2)]
    assert "done=" in numbers[0] and numbers[0] == numbers[1]
    assert _registered(site, "Sent twice") == 1


def test_a_stale_form_is_refused_and_keeps_what_was_typed(visit: Visit, site: Site) -> None:
    case = walked(site.cast, "team")
    handler = visit("handler")
    form = open_form(handler, case, "draft_plan")
    words = {"issues": "Is the lamp dark?", "approach": "Go and look."}
    fill(form, finish_by=in_days(10), **words)
    do(visit("unit_head"), case, "add_contact", text="A second letter.")
    form.locator(".buttons .btn-primary").click()
    expect(handler.page.locator("#form-errors")).to_contain_text("Nothing of yours was done yet")
    for name, text in words.items():
        expect(handler.page.locator(f"[name={name}]")).to_have_value(text)
    handler.page.locator("form.action-form .buttons .btn-primary").click()
    expect(handler.page.locator(".messages")).to_contain_text("Done:")

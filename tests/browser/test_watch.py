"""A watched case in a browser: assigned, asked, answered; then the wish of the petitioner and the log of visits."""

from datetime import timedelta

from django.conf import settings
from playwright.sync_api import expect

from dengwen.base.clock import local_day, now
from tests.browser.conftest import Visit
from tests.browser.deeds import do, fill, open_form, send
from tests.browser.journey import look, served
from tests.browser.site import Site


def test_a_leader_watches_asks_and_is_answered(visit: Visit, site: Site) -> None:
    case = served(site.cast, 12)
    today = local_day(now(), settings.TIME_ZONE)
    leader, office = visit("city_leader"), visit("registrar")
    look(leader.go("/cases/watched/"), "watch-0-empty", both=True)
    open_form(leader, case, "watch_case")
    look(leader, "watch-do-assign", both=True)
    leader.page.set_viewport_size({"width": 1280, "height": 800})
    form = leader.page.locator("form.action-form")
    fill(form, leader=str(site.cast["city_leader"].post), ground="Letter 3 of the ministry.")
    send(leader, form)
    form = open_form(leader, case, "note_watch")
    fill(form, words="How far is the remedy?", due=(today + timedelta(days=7)).isoformat())
    form.locator("[name=asks]").check()
    send(leader, form)
    look(leader.go("/cases/watched/"), "watch-1-list", both=True)
    look(office.go("/cases/watched/"), "watch-2-asked", both=True)
    expect(office.page.locator("#h-asked")).to_be_visible()
    look(office.go(f"/cases/{case}/"), "watch-3-case", both=True)
    expect(office.page.locator("aside")).to_contain_text("Watched by a leader")
    form = open_form(office, case, "answer_watch")
    form.locator("[name=question]").select_option(index=1)
    fill(form, answer="It is ordered.")
    send(office, form)
    look(leader.go(f"/cases/{case}/watch/"), "watch-4-notes", both=True)
    expect(leader.page.locator("main")).to_contain_text("It is ordered.")
    handler = visit("handler")
    form = open_form(handler, case, "record_wish")
    look(handler, "watch-do-wish", both=True)
    handler.page.set_viewport_size({"width": 1280, "height": 800})
    form = handler.page.locator("form.action-form")
    form.locator("[name=party]").select_option(index=1)
    fill(form, wanted="YES", days_between="10", how="PHONE", said_on=today.isoformat())
    form.locator("[name=ways][value=PHONE]").check()
    send(handler, form)
    look(handler.go(f"/cases/{case}/procedures/"), "watch-5-wish", both=True)
    expect(handler.page.locator("#h-talks")).to_be_visible()
    do(leader, case, "end_watch", reason="It goes well.")
    inspector = visit("inspector")
    look(inspector.go("/supervision/visits/"), "watch-6-visits", both=True)

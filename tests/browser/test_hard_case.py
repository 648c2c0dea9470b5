"""A complex case in a browser: marked, a panel called and answered, the petitioner asked; three facts side by side."""

from datetime import timedelta

from django.conf import settings
from playwright.sync_api import expect

from dengwen.base.clock import local_day, now
from tests.browser.conftest import Visit
from tests.browser.deeds import do, fill, open_form, send
from tests.browser.journey import look, served
from tests.browser.site import Site


def test_a_complex_case_from_its_mark_to_the_three_facts(visit: Visit, site: Site) -> None:
    case = served(site.cast, 12)
    later = (local_day(now(), settings.TIME_ZONE) + timedelta(days=30)).isoformat()
    page = f"/cases/{case}/hard/"
    leader = visit("leader")
    look(leader.go(page), "hard-0-empty", both=True)
    expect(leader.page.locator("#h-facts")).to_be_visible()
    leader.page.set_viewport_size({"width": 1280, "height": 800})
    form = open_form(leader, case, "flag_case")
    look(leader, "hard-do-flag")
    form = leader.page.locator("form.action-form")
    fill(form, flag="COMPLEX", words="The law changed in between.", replan_by=later)
    form.locator("[value=LAW_UNCLEAR]").check()
    send(leader, form)
    form = open_form(leader, case, "call_panel")
    look(leader, "hard-do-panel")
    form = leader.page.locator("form.action-form")
    fill(
        form, question="Was a receipt owed?", material="The file without names.", due=later,
        member__0__role="Professor of law", member__0__institution="River University",
        member__1__officer="stone_reviewer", member__2__officer="moss_leader",
    )  # fmt: skip
    send(leader, form)
    office = visit("handler")
    waiting = open_form(office, case, "record_advice").locator("[name=panel] option").nth(1)
    panel = waiting.get_attribute("value") or ""
    do(office, case, "record_advice", panel=panel, outcome="given", advice="It was owed.", dissent="One: no.")
    do(leader, case, "answer_advice", panel=panel, followed="FOLLOWED", answer="It is given.")
    do(office, case, "link_operation", operation="RECOVERY", reference="R-2026-12", due=later)
    asker = visit("city_registrar")
    form = open_form(asker, case, "record_rating")
    look(asker, "hard-do-rating")
    form = asker.page.locator("form.action-form")
    fill(form, way="PHONE", handling="BASICALLY", outcome="NOT_SATISFIED", words="Nobody listened.")
    send(asker, form)
    look(leader.go(page), "hard-1-full", both=True)
    for words in ("Not satisfied", "One: no.", "R-2026-12", "Professor of law"):
        expect(leader.page.locator("main")).to_contain_text(words)
    look(leader.go(f"/cases/{case}/days/"), "hard-2-days")
    expect(leader.page.locator("#h-links")).to_be_visible()
    reviewer = visit("reviewer")
    look(reviewer.go("/cases/complex/"), "hard-3-list", both=True)
    expect(reviewer.page.locator("table.register")).to_contain_text("panel called")
    look(reviewer.go("/cases/leaders/"), "hard-4-leaders", both=True)
    expect(reviewer.page.locator("table.register")).to_contain_text("Lin County")

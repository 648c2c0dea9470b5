"""One case through all roles: from the letter on the counter to closed, and the way back from there."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.deeds import (
    do,
    done,
    fill,
    in_days,
    open_form,
    register_letter,
    registered_case,
    send,
    state,
)
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.slow


def test_one_case_from_the_letter_to_closed_and_reopened(visit: Visit, site: Site) -> None:
    case = _register_and_accept(visit, site)
    _find_out(visit, site, case)
    _issue_and_serve(visit, case)
    _hand_in(visit, case)
    _own_organ_is_denied(visit, case)
    _return_once(visit, case)
    do(visit("handler"), case, "hand_in_dossier", report="Claim 2 now has the officer's statement.")
    _accept_and_close(visit, case)
    _reopen(visit, case)


def _register_and_accept(visit: Visit, site: Site) -> int:
    counter = visit("registrar")
    counter.go("/").look("home-registrar")
    counter.go("/register/").look("register")
    counter.go("/")
    register_letter(counter)
    case = registered_case(counter)
    counter.look("registered")
    counter.go(f"/cases/{case}/receipt/").look("receipt")
    counter.go(f"/cases/{case}/").look("case-registered")
    counter.page.locator(".case-doing").get_by_role("link", name="Accept", exact=True).click()
    in_place = counter.page.locator("#do form.action-form")
    expect(in_place.locator("[name=note_text]")).to_be_focused()
    in_place.locator("[name=note_text]").fill("It belongs to us.")
    send(counter, in_place)
    assert "Accepted" in state(counter, case)
    team = {part: str(site.cast[part].post) for part in ("leader", "handler")}
    do(counter, case, "assign_team", look=True, unit=str(site.cast.organ("lin_unit")), **team)
    counter.go("/cases/").look("list")
    return case


def _find_out(visit: Visit, site: Site, case: int) -> None:
    handler = visit("handler")
    handler.go("/").look("home-handler")
    expect(handler.page.locator("table.register")).to_contain_text("No receipt for a report of theft")
    handler.go(f"/cases/{case}/do/investigate/")  # not yet possible: the page says why
    expect(handler.page.locator(".refusal")).to_be_visible()
    handler.look("refused")
    form = open_form(handler, case, "draft_plan")
    limit = re.search(r"\d{1,2} \w+ \d{4}", form.inner_text())
    assert limit is not None, "the form names the legal limit"
    handler.look("do-draft_plan")
    words = {"issues": "Was a receipt given?", "approach": "Ask the station, read the book."}
    form = handler.page.locator("form.action-form")
    fill(form, finish_by=in_days(10), **words)
    send(handler, form)
    leader = visit("leader")
    leader.go("/").look("home-leader")
    for kind in ("PETITIONER", "OFFICER", "FILE"):
        do(leader, case, "record_meeting", look=kind == "FILE", kind=kind, outcome="HELD", how_offered="By telephone.",
           notes="It was heard.")  # fmt: skip
    do(leader, case, "approve_plan", look=True)
    step = {"kind": "INTERVIEW", "text": "The officer says that there was no paper."}
    do(handler, case, "investigate", look=True, **step)
    summary = {"method": "EXPLANATION", "summary": "No receipt was given; the station was told to."}
    do(handler, case, "draft_opinion", look=True, **summary)
    _answer_both(handler, case)


def _answer_both(handler: Visitor, case: int) -> None:
    words = {
        "facts_found": "The book has no entry.", "reasons": "A receipt is owed.", "answer": "You are right.",
        "legal_basis": "L22 Art.21",
    }  # fmt: skip
    form = open_form(handler, case, "answer_claim")
    handler.look("do-answer_claim")
    form = handler.page.locator("form.action-form")
    fill(form, result="SUPPORTED", **words)
    form.locator(".buttons .btn-primary").click()
    handler.page.wait_for_url("**/answer_claim/?claim=*")  # the second claim follows by itself
    form = handler.page.locator("form.action-form")
    expect(form.locator("[name=facts_found]")).to_have_value("")
    fill(form, result="NOT_SUPPORTED", **words)
    send(handler, form)
    handler.go(f"/cases/{case}/").look("case-answered")


def _issue_and_serve(visit: Visit, case: int) -> None:
    leader = visit("leader")
    do(leader, case, "issue_opinion", look=True)
    counter = visit("registrar")
    do(counter, case, "record_service", look=True, method="IN_PERSON", received_by="Zhao Liu")
    handler = visit("handler")
    form = open_form(handler, case, "begin_execution")
    handler.look("do-begin_execution")
    form = handler.page.locator("form.action-form")
    fill(form, remedy__0__kind="DO_DUTY", remedy__0__text="Give the receipt.", remedy__0__due=in_days(10))
    send(handler, form)
    assert "arr" in state(handler, case)


def _hand_in(visit: Visit, case: int) -> None:
    handler = visit("handler")
    do(handler, case, "carry_out_remedy", look=True, proof="The copy of the receipt, signed.")
    do(handler, case, "hand_in_dossier", look=True, report="Both claims are answered; the receipt was given.")


def _own_organ_is_denied(visit: Visit, case: int) -> None:
    own = visit("own_reviewer")
    own.go(f"/cases/{case}/dossier/").look("dossier-own-organ")
    expect(own.page.locator(".refusal")).to_contain_text(
        "Your organ handled this case, so it cannot examine it."
    )
    assert own.page.locator("button[name=judge], button[name=decide]").count() == 0
    own.go(f"/cases/{case}/do/accept_dossier/")
    expect(own.page.locator(".refusal")).to_contain_text("cannot examine it")


def _return_once(visit: Visit, case: int) -> None:
    city = visit("reviewer")
    city.go("/review/").look("review")
    city.page.locator("table.register a").first.click()
    city.page.get_by_role("link", name="Examine the dossier").first.click()
    city.look("dossier")
    second = city.page.locator("section.pair").nth(1)
    second.locator("input").fill("Where is the officer's statement?")
    second.get_by_role("button", name="Lacking").click()
    expect(city.page.locator("section.pair").nth(1).locator(".late").last).to_contain_text("lacking")
    city.page.locator("#reason").select_option("FACTS_UNCLEAR")
    city.page.locator("#remarks").fill("Claim 2 has no evidence.")
    city.page.get_by_role("button", name="Return the dossier").click()
    done(city.page)
    handler = visit("handler")
    handler.go(f"/cases/{case}/").look("case-returned")
    expect(handler.page.locator(".timeline")).to_contain_text("Claim 2 has no evidence.")


def _accept_and_close(visit: Visit, case: int) -> None:
    city = visit("reviewer")
    city.go(f"/cases/{case}/dossier/")
    pages = city.page.url
    while city.page.locator(".item:has(.quiet) button:text-is('Met')").count():
        before = city.page.locator(".item .proven").count()
        city.page.locator(".item:has(.quiet) button:text-is('Met')").first.click()
        expect(city.page.locator(".item .proven")).to_have_count(before + 1)
    assert city.page.url == pages, "a dossier is examined without leaving its page"
    city.picture("dossier-judged.en")
    city.page.get_by_role("button", name="Accept the dossier").click()
    done(city.page)
    do(city, case, "close", look=True)
    assert "Closed" in state(city, case)
    city.look("case-closed")


def _reopen(visit: Visit, case: int) -> None:
    city = visit("reviewer")
    do(city, case, "reopen", look=True, reason="The receipt bears a wrong day.")
    city.go(f"/cases/{case}/").look("case-reopened")
    expect(city.page.locator(".timeline")).to_contain_text("The receipt bears a wrong day.")
    assert "Closed" not in city.page.locator("ol.path [aria-current=step]").inner_text()

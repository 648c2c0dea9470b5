"""One case from its served opinion up to re-review with a hearing, and back to be handled anew; with its letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Visit, own_database
from tests.browser.deeds import do, fill, open_form, send, state
from tests.browser.journey import Days, attach, letter, look, served, site_of_another_day, staff_above
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.cast import make_cast

pytestmark = pytest.mark.slow

ASKED, DECIDED, ASKED_AGAIN, ANNOUNCED, HEARD, ENDED, BACK = 56, 50, 46, 44, 28, 25, 20
WHOLE = {
    "legal_basis": "L22 Art.36",
    "further_told": "This was the last step; new facts open the case again.",
}
CONTENT = "The guard’s book names an officer who took the report down."


@dataclass(frozen=True)
class Way:
    """The case, who may come in, the calendar of the site, and the post of the chair."""

    case: int
    visit: Visit
    days: Days
    chair: int

    def comes(self, part: str) -> Visitor:
        """Let ``part`` come in; days after the last page, everybody has to sign in again."""
        visitor = self.visit(part).go("/")
        return visitor.sign_in(part) if "/sign-in/" in visitor.page.url else visitor


@pytest.fixture(scope="module")
def turned(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, static_files: Path
) -> Iterator[tuple[Site, Days]]:
    with django_db_blocker.unblock(), own_database() as name:
        cast = make_cast()
        with site_of_another_day(cast, name, static_files) as found:
            yield found


@pytest.fixture(scope="module")
def site(turned: tuple[Site, Days]) -> Site:
    """The site of this file, whose days the test turns."""
    return turned[0]


def test_a_case_goes_up_to_a_hearing_and_comes_back_to_be_handled_anew(
    visit: Visit, turned: tuple[Site, Days]
) -> None:
    site, days = turned
    posts = staff_above(site.cast)
    way = Way(served(site.cast, 61), visit, days, posts["unit_head"])
    _ask_and_admit(way)
    _decide_review(way)
    _ask_again(way)
    _announce(way)
    _hear(way)
    _only_the_rereview_stood_still(way)
    _decide_again(way)
    _back_at_the_handling_organ(way)


def _ask_and_admit(way: Way) -> None:
    way.days.ago(ASKED)
    counter = way.comes("registrar")
    look(counter.go(f"/cases/{way.case}/"), "up-0-served")
    form = _seen(counter, way.case, "ask_review")
    expect(form).to_contain_text("It goes to River City.")
    expect(form).to_contain_text("The period ends on")
    fill(form, text="Nobody read the book of the guard.")
    send(counter, form)
    city = way.comes("reviewer")
    city.go("/review/?queue=asked")
    look(city, "up-1-queue")
    city.page.locator("table.register a").first.click()
    look(city, "up-1-case")
    do(city, way.case, "admit_review", note_text="It came in time.")
    assert "Under review" in state(city, way.case)
    said = letter(city, way.case, "review_admission:en", seen=True)
    assert "RiverCity" in said and "taken" in said and "____" not in said, said


def _decide_review(way: Way) -> None:
    way.days.ago(DECIDED)
    city = way.comes("reviewer")
    form = _seen(city, way.case, "decide_review")
    told = WHOLE | {"further_told": "You may ask Cloud Province for re-review within 30 days of service."}
    _decide(
        form, {"outcome": "UPHELD"}, facts_found="The book has no entry.", reasons="It bears it out.", **told
    )
    send(city, form)
    said = letter(city, way.case, "review_opinion:en")
    assert "Nobodyreadthebookoftheguard" in said and "Thebookhasnoentry" in said, said
    assert "mayaskcloudprovince" in said.lower(), said
    clerk = way.comes("city_registrar")
    form = _seen(clerk, way.case, "serve_review")
    fill(form, method="POST", received_by="Wang Wu")
    send(clerk, form)
    assert "served" in state(clerk, way.case)


def _ask_again(way: Way) -> None:
    way.days.ago(ASKED_AGAIN)
    do(way.comes("registrar"), way.case, "ask_rereview", text="The review did not read it either.")
    above = way.comes("province_reviewer")
    do(above, way.case, "admit_rereview")
    assert "re-review" in state(above, way.case).lower()
    said = letter(above, way.case, "rereview_admission:zh")
    assert "受理" in said, said


def _announce(way: Way) -> None:
    way.days.ago(ANNOUNCED)
    above = way.comes("province_reviewer")
    form = _seen(above, way.case, "announce_hearing")
    words = {"place": "Room 3", "subject": "Was the report taken down?", "chair": str(way.chair)}
    people = {"person__0__name": "Wang Wu", "person__1__name": "Professor Gu"}
    fill(form, planned_on=way.days.typed(4), **words, **people)
    form.locator(".buttons .btn-primary").click()
    refused = above.page.locator("#form-errors")
    expect(refused).to_contain_text("the notice would come too late")
    assert above.axe() == []
    above.picture("up-4-too-soon.en")
    form = above.page.locator("form.action-form")
    fill(form, planned_on=way.days.typed(ANNOUNCED - HEARD))
    send(above, form)
    said = letter(above, way.case, "hearing_notice:zh", seen=True)
    assert "Room3" in said and "至少提前五日通知您" in said, said


def _hear(way: Way) -> None:
    way.days.ago(HEARD)
    above = way.comes("province_reviewer")
    form = _seen(above, way.case, "open_hearing")
    send(above, form)
    assert "earing" in state(above, way.case)
    way.days.ago(ENDED)
    attach(way.comes("province_registrar"), way.case, "HEARING_RECORD", "record.txt", CONTENT)
    above = way.comes("province_reviewer")
    form = _seen(above, way.case, "close_hearing")
    record = form.locator("[name=transcript] option").nth(1).get_attribute("value") or ""
    fill(form, transcript=record, opinion="The report was taken down and never entered.")
    send(above, form)
    look(above.go(f"/cases/{way.case}/procedures/"), "up-6-procedures", both=True)
    expect(above.page.locator("#h-hearings")).to_be_visible()


def _only_the_rereview_stood_still(way: Way) -> None:
    above = way.comes("province_reviewer")
    look(above.go(f"/cases/{way.case}/days/"), "up-6-days", both=True)
    still = [
        part.locator("h2").inner_text()
        for part in above.page.locator("section:has-text('Stood still')").all()
    ]
    assert len(still) == 1 and "re-review" in still[0], still


def _decide_again(way: Way) -> None:
    way.days.ago(BACK)
    above = way.comes("province_reviewer")
    form = _seen(above, way.case, "decide_rereview")
    first = {"outcome": "REVOKED", "ground": "FACTS_UNCLEAR", "words": "The guard’s book was not read."}
    _decide(form, first, facts_found=CONTENT, reasons="Main facts were never looked at.", **WHOLE)
    send(above, form)
    said = letter(above, way.case, "rereview_opinion:zh", seen=True)
    assert "效力原决定予以撤销" in said and "维持或者变更的，信访程序到此结束" in said, said
    do(way.comes("province_registrar"), way.case, "serve_rereview", method="POST", received_by="Wang Wu")
    form = _seen(above, way.case, "order_redo_on_review")
    fill(form, order="Read the book of the guard, and hear the officer whom it names.")
    send(above, form)
    said = letter(above, way.case, "redo_order:en")
    assert "handlethematteranew" in said.lower() and "60days" in said, said


def _back_at_the_handling_organ(way: Way) -> None:
    handler = way.comes("handler")
    look(handler.go("/"), "up-8-home")
    expect(handler.page.locator("table.register")).to_contain_text("No receipt for a report of theft")
    look(handler.go(f"/cases/{way.case}/"), "up-8-redo", both=True)
    assert "anew" in handler.page.locator("ol.path [aria-current=step]").inner_text().lower()
    expect(handler.page.locator(".timeline")).to_contain_text("Read the book of the guard")
    look(handler.go(f"/cases/{way.case}/appeals/"), "up-8-appeals", both=True)
    look(handler.go(f"/cases/{way.case}/letters/"), "up-8-letters")
    expect(handler.page.locator("#h-letters + p, section[aria-labelledby=h-letters]").first).to_contain_text(
        "issued on"
    )
    do(handler, way.case, "draft_plan", finish_by=way.days.typed(10), issues="Who took it down?",
       approach="Read the book of the guard, hear the officer.")  # fmt: skip


def _seen(visitor: Visitor, case: int, verb: str) -> Locator:
    """Open a form and look at it first."""
    open_form(visitor, case, verb)
    look(visitor, f"up-do-{verb}")
    return visitor.page.locator("form.action-form")


def _decide(form: Locator, first: dict[str, str], **whole: str) -> None:
    """Decide the first claim so and let the others stand."""
    names = [field.get_attribute("name") or "" for field in form.locator("select[name^=outcome_]").all()]
    for at, name in enumerate(names):
        claim = name.removeprefix("outcome_")
        values = first if at == 0 else {"outcome": "UPHELD"}
        fill(form, **{f"{key}_{claim}": value for key, value in values.items()})
    fill(form, **whole)

"""Supervision at the browser: an item to and fro until it is settled, an inspection to its end, an experience note."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Locator, expect

from dengwen.base.clock import local_day, now
from tests.browser.conftest import Visit
from tests.browser.deeds import fill, in_days, open_form, send
from tests.browser.journey import look
from tests.browser.site import Site
from tests.browser.typist import Typist
from tests.browser.visitor import Visitor

DEMAND = "Decide who handles it, and tell the petitioner."
CLEAN = "The counter prints a receipt while people wait."


@dataclass(frozen=True)
class Way:
    """The case of Lin County, and who may come in."""

    case: int
    number: str
    visit: Visit


@pytest.fixture
def way(site: Site, visit: Visit) -> Way:
    start = now() - timedelta(days=3)
    day = local_day(start, settings.TIME_ZONE)
    with transaction.atomic():
        cases = [
            site.cast.registered(at=start, received_on=day, occurred_on=day - timedelta(days=5))
            for _ in range(3)
        ]
    return Way(cases[0].pk, cases[0].number or "", visit)


def test_an_item_goes_to_and_fro_until_it_is_settled(way: Way) -> None:
    """Plan S8c, S42d: raised on the case, answered with a file, sent back with a new day, answered, settled."""
    city = way.visit("city_leader")
    open_form(city, way.case, "raise_supervision")
    look(city, "sup-0-raise")
    form = city.page.locator("form.action-form")
    fill(form, cause="SHIRKING", grounds="Sent on twice.", demand=DEMAND, due=in_days(10))
    send(city, form)
    item = _first_in(way, "registrar", "answer")
    county = way.visit("registrar")
    _deed(county, "answer", words="It is ours.", evidence="Minutes 3, file room.", paper=b"Minutes 3")
    expect(county.page.locator("#h-answers ~ article")).to_contain_text("minutes.txt")
    _first_in(way, "city_leader", "judge")
    city.page.locator("summary", has_text="Send it back").click()
    _deed(city, "return", remarks="Nobody told the petitioner.", due=in_days(14))
    expect(city.page.locator("p.lead")).to_contain_text("returned")
    assert _first_in(way, "registrar", "answer") == item
    expect(county.page.locator("main")).to_contain_text("Nobody told the petitioner.")
    look(county, "sup-1-returned")
    _deed(county, "answer", words="She was told on the telephone.", evidence="Step 4 of the case.")
    _first_in(way, "city_leader", "judge")
    assert city.axe() == []
    _deed(city, "settle")
    look(city, "sup-3-settled")
    expect(city.page.locator("p.lead")).to_contain_text("settled")
    assert city.page.locator("main form").count() == 0, "what is settled waits for nobody"
    look(city.go("/supervision/?queue=all"), "sup-4-items", both=True)
    expect(city.page.locator("tr[data-row]")).to_have_count(1)
    paper = county.context.request.get(county.page.locator("article a").first.evaluate("a => a.href"))
    assert (paper.status, paper.body()) == (200, b"Minutes 3")


def test_an_inspection_is_planned_drawn_visited_corrected_and_ended(way: Way) -> None:
    """Plan S39, S62, S63: a regional visit with its four themes; another person accepts the correction."""
    inspector = way.visit("inspector").go("/supervision/inspections/")
    _plan(inspector)
    inspector.page.get_by_role("button", name="Draw 2 cases").click()
    expect(inspector.page.locator("ol.drawn > li")).to_have_count(2)
    inspector.page.get_by_role("link", name="Draw again before my eyes").click()
    expect(inspector.page.get_by_role("status")).to_contain_text("The same cases come out")
    _refused(inspector, "end", "has no record of a visit")
    _visit(inspector)
    _find(inspector)
    look(inspector, "sup-6-found", both=True)
    address = inspector.page.url
    county = way.visit("registrar").go("/supervision/inspections/")
    look(county, "sup-7-waits")
    county.page.locator("#h-mine + ul a").click()
    assert county.page.locator("ol.drawn").count() == 0, "the inspected side does not see the sample"
    county.page.locator("summary", has_text="Say what was corrected").click()
    assert county.axe() == []
    _deed(county, "correct", words="The book is kept again.", evidence="Book 3, page 4.")
    inspector.go(address)
    inspector.page.locator("summary", has_text="Judge the correction").click()
    _refused(inspector, "judge", "Another person accepts", accept="yes")
    office = way.visit("campaign_office").go(address)
    office.page.locator("summary", has_text="Judge the correction").click()
    assert office.axe() == []
    _deed(office, "judge", accept="yes")
    _deed(office, "end")
    look(office, "sup-9-ended")
    expect(office.page.locator("p.lead")).to_contain_text("ended on")
    look(office.go("/supervision/inspections/"), "sup-9-inspections")


def _plan(visitor: Visitor) -> None:
    """Plan a regional visit, by the keyboard alone up to the name of it."""
    visitor.page.locator("summary", has_text="Plan an inspection").focus()
    visitor.page.keyboard.press("Enter")
    look(visitor, "sup-5-plan")
    visitor.page.locator("summary", has_text="Plan an inspection").focus()
    Typist(visitor.page).tab_to("plan-title", 1).type("Spring visit").tab_to("plan-kind", 1)
    form = _form(visitor, "plan")
    day = in_days(-30)
    fill(form, plan__kind="regional", plan__since=day, plan__until=in_days(0), plan__size="2")
    form.get_by_label("River City").check()
    for theme in form.locator("[name=plan-themes]").all()[:4]:
        theme.check()
    _press(visitor, "plan")


def _visit(visitor: Visitor) -> None:
    visitor.page.locator("summary", has_text="Write down a visit").click()
    look(visitor, "sup-6-visit")
    form = _form(visitor, "visit")
    for theme in form.locator("textarea").all():
        theme.fill("Seen: the counter is open every day.")
    form.locator("[name=visit-organ]").select_option(label="River City")
    _deed(visitor, "visit", on=in_days(0))
    expect(visitor.page.locator("#h-visits ~ article")).to_have_count(5)  # four themes, and the advice


def _find(visitor: Visitor) -> None:
    visitor.page.locator("summary", has_text="Write down a finding").click()
    drawn = _form(visitor, "found").locator("[name=found-case] option").nth(1).get_attribute("value") or ""
    _deed(visitor, "found", case=drawn, code="LATE", words="Accepted late.", due=in_days(20))
    expect(visitor.page.locator("#h-findings ~ article")).to_have_count(1)


def test_a_note_names_nobody_and_another_person_approves_it(way: Way) -> None:
    """Plan S38, S64: the petitioner's name is refused in words and what was typed stays; a clean text goes on."""
    handler = way.visit("handler").go("/supervision/experience/")
    handler.page.locator("summary", has_text="Write a note").click()
    look(handler, "sup-10-write")
    said = "Wang Wu got her receipt while she waited."
    _refused(handler, "draft", "name", title="Receipts at once", case=way.number, text=said)
    form = _form(handler, "draft")
    expect(form.locator("[name=draft-text]")).to_have_value(said)
    expect(form.locator("[name=draft-title]")).to_have_value("Receipts at once")
    assert handler.axe() == []
    handler.picture("sup-10-refused")
    _deed(handler, "draft", text=CLEAN)
    look(handler, "sup-11-draft")
    leader = way.visit("leader").go("/supervision/experience/")
    look(leader, "sup-11-notes", both=True)
    leader.page.get_by_role("link", name="Receipts at once").click()
    look(leader, "sup-12-decide")
    _deed(leader, "decide", accept="yes")
    moss = way.visit("moss_handler").go("/supervision/experience/?q=counter")
    expect(moss.page.locator("ul.notes")).to_contain_text(CLEAN)


def _first_in(way: Way, part: str, queue: str) -> int:
    """Come to the one item that waits in the queue, as one does: by the places on the left; returns the item."""
    visitor = way.visit(part).go("/")
    visitor.page.locator("#nav a[href='/supervision/']").click()
    expect(visitor.page.locator(".chips a[aria-current]")).to_have_attribute("href", f"?queue={queue}")
    link = visitor.page.locator("tr[data-row] .c-number a")
    expect(link).to_have_count(1)
    number = int(link.inner_text())
    link.click()
    expect(visitor.page.locator("#h-what + p")).to_have_text(DEMAND)
    return number


def _form(visitor: Visitor, deed: str) -> Locator:
    return visitor.page.locator("form").filter(has=visitor.page.locator(f"button[value={deed}]"))


def _press(visitor: Visitor, deed: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(f"button[value={deed}]").click()


def _filled(visitor: Visitor, deed: str, values: dict[str, str]) -> None:
    fill(_form(visitor, deed), **{f"{deed}__{name}": value for name, value in values.items()})


def _deed(visitor: Visitor, deed: str, *, paper: bytes = b"", **values: str) -> None:
    """Fill the form of a deed, send it, and see that it was done."""
    _filled(visitor, deed, values)
    if paper:
        files = {"name": "minutes.txt", "mimeType": "text/plain", "buffer": paper}
        _form(visitor, deed).locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    _press(visitor, deed)
    expect(visitor.page.locator(".messages")).to_contain_text("It is written down.")


def _refused(visitor: Visitor, deed: str, words: str, **values: str) -> None:
    """Fill the form of a deed, send it, and be refused in words."""
    _filled(visitor, deed, values)
    _press(visitor, deed)
    expect(visitor.page.get_by_role("alert")).to_contain_text(words)

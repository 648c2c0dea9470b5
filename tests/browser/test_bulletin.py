"""A bulletin from the frozen month to the paper, by four people at their browsers; nothing typed is lost on the way."""

import io
import zipfile

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from dengwen.foundation.staff.models import Account
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.browser.visitor import PASSWORD, Visitor
from tests.bulletins.publishing import LATE, MONTH, make_press

SAID = "Two officers were ill for the whole of March."


@pytest.fixture(scope="module")
def frozen(site: Site) -> str:
    """A month in which Lin County answered nobody; and a second person at the office, who can sign in."""
    press = make_press(site.cast)
    second = Account.objects.get(username="office_two")
    second.set_password(PASSWORD)
    second.save()
    return press.snapshot.name


def _deed(page: Page, deed: str) -> None:
    page.locator(f"button[name=deed][value={deed}]").click()


def _look(visitor: Visitor, name: str, wide: list[str]) -> None:
    """Be sure that axe finds nothing and a telephone shows everything; keep a picture of both."""
    assert visitor.axe() == []
    visitor.picture(f"{name}.{visitor.language}")
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    if by := visitor.overflow():
        wide.append(f"{name} by {by}")
    visitor.picture(f"{name}.360")
    visitor.page.set_viewport_size({"width": 1280, "height": 800})


def test_a_bulletin_is_drafted_replied_to_approved_and_issued(visit: Visit, frozen: str) -> None:
    wide: list[str] = []
    office = visit("campaign_office")
    _look(office.go(f"/figures/months/{frozen}/?list=facts"), "month-facts", wide)
    _look(office.go("/bulletins/"), "bulletin-0-nothing", wide)
    page = office.page
    page.locator("#id_kind").select_option("monthly_bulletin")
    page.locator("#id_period").select_option(MONTH)
    page.locator("#id_language").select_option("en")
    page.get_by_role("button", name="Draft it").click()
    expect(page.locator("h1")).to_contain_text("March 2026")
    address = page.url
    _write(office, address)
    _look(office, "bulletin-1-draft", wide)
    _deed(page, "ask")
    path = "/" + address.partition("//")[2].partition("/")[2]
    city = visit("city_registrar", "zh-hans").go(path)
    expect(city.page.locator("main")).to_contain_text("Criticised: River City")
    assert "Figures and words" not in city.text()
    _look(city, "bulletin-2-named", wide)
    city.page.locator("#reply").fill(SAID)
    _deed(city.page, "reply")
    expect(city.page.locator("main")).to_contain_text(SAID)
    second = visit("office_two").go(path)
    expect(second.page.locator("main")).to_contain_text(SAID)
    _deed(second.page, "approve")
    office.go(path)
    _deed(page, "issue")
    expect(page.locator("main")).to_contain_text("Cloud Province Monthly bulletin No. 1 of 2026")
    _look(office, "bulletin-3-issued", wide)
    _look(office.go("/bulletins/"), "bulletin-4-list", wide)
    _papers(office, path, frozen)
    assert wide == []


def _write(office: Visitor, address: str) -> None:
    """Type the words: a figure of one's own is refused, and what was typed stays through that and a lost session."""
    page = office.page
    page.locator("#w-work").fill("On time: 99 %.")
    page.locator("#w-next").fill("The late ones come first.")
    page.reload()  # as after a session that ran out: the browser has kept it
    expect(page.locator("#w-next")).to_have_value("The late ones come first.")
    _deed(page, "save")
    expect(page.locator("#form-errors")).to_contain_text("is not a figure of this publication")
    assert office.axe() == []
    expect(page.locator("#w-next")).to_have_value("The late ones come first.")
    page.locator("#w-work").fill(f"All {LATE} cases were late.")
    # Somebody else saves meanwhile, in another window.
    other = page.context.new_page()
    other.goto(address)
    other.locator("#w-quality").fill("Quality comes first.")
    _deed(other, "save")
    expect(other.locator("main")).to_contain_text("Saved.")
    other.close()
    _deed(page, "save")
    expect(page.locator("#form-errors")).to_contain_text("Somebody has changed it")
    expect(page.locator("#w-work")).to_have_value(f"All {LATE} cases were late.")
    expect(page.locator("main")).to_contain_text("Saved by now")
    page.locator("#w-quality").fill("Quality comes first.")
    _deed(page, "save")
    expect(page.locator("#w-next")).to_have_value("The late ones come first.")
    expect(page.locator("#w-quality")).to_have_value("Quality comes first.")


def _papers(office: Visitor, path: str, frozen: str) -> None:
    pdf = office.page.request.get(f"{path}pdf/")
    assert pdf.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(pdf.body()) as found:
        read = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in found)
    for said in (SAID, "0 of 6 (0.0%)", "Quality comes first.", frozen):
        assert said in read, said
    book = office.page.request.get(f"{path}figures.xlsx").body()
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = parts.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 5 and SAID in texts and frozen in texts and "0/6 (0.0%)" in texts

"""A file in a browser: held, given out sealed by two people, and disposed of; its page says so afterwards."""

import zipfile
from io import BytesIO

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.deeds import do
from tests.browser.journey import look
from tests.browser.site import Site
from tests.records.old_cases import exports, held, old_case


def test_a_file_is_given_out_and_goes_and_its_page_stays(visit: Visit, site: Site) -> None:
    case, other = old_case(site.cast), old_case(site.cast)
    held(site.cast, other)
    registrar, leader = visit("registrar"), visit("leader")
    look(registrar.go("/records/"), "records-0-due", both=True)
    do(
        registrar,
        case,
        "ask_export",
        recipient="COURT",
        addressee="River Court",
        ground="Letter 7",
        language="en",
    )
    page = f"/cases/{case}/records/"
    look(registrar.go(page), "records-1-case", both=True)
    with registrar.page.expect_download() as coming:
        registrar.page.get_by_role("button", name="Make and hand out the sealed copy").first.click()
    content = coming.value.path().read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.read("case.pdf").startswith(b"%PDF")
    (row,) = exports(site.cast, case)
    assert row.state == "handed"
    do(registrar, case, "propose_disposal", reason="Its period is over.")
    leader.go(f"/cases/{case}/do/dispose/")
    look(leader, "records-2-dispose")
    form = leader.page.locator("form.action-form")
    form.locator("[name=sure]").check()
    form.get_by_role("button").first.click()
    expect(leader.page.locator("#h-stub")).to_be_visible()
    look(leader, "records-3-stub", both=True)

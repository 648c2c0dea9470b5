"""A journey of weeks: the days of the site, who works above the handling organ, and letters from draft to PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
from django.conf import settings
from django.db import transaction
from playwright.sync_api import ViewportSize, expect

from dengwen.base.clock import local_day, now
from dengwen.foundation.staff.models import Account, Post
from tests.appeals.upward import Upward
from tests.browser.deeds import done
from tests.browser.site import Site, running_site
from tests.browser.site_settings import DAYS_AGO
from tests.browser.visitor import PASSWORD, SCREENSHOTS, Visitor
from tests.cast import FOUNDED, Cast

BLANK = "____"
NARROW: ViewportSize = {"width": 360, "height": 800}
WIDE: ViewportSize = {"width": 1280, "height": 800}
# Those above whom the cast lacks: who issues letters, who serves, who invites to a hearing, who chairs it.
ABOVE = ("leader", "registrar", "handler", "unit_head")


@dataclass(frozen=True)
class Days:
    """The calendar of the site; ``file`` holds by how many days it lags behind."""

    file: Path

    def ago(self, count: int) -> None:
        """Let it be ``count`` days ago on the site."""
        self.file.write_text(str(count), "ascii")

    def typed(self, count: int = 0) -> str:
        """Return the day that is ``count`` days from the site's today, as it is typed."""
        lag = int(self.file.read_text("ascii"))
        return (_today() + timedelta(days=count - lag)).isoformat()


def _today() -> date:
    return local_day(now(), settings.TIME_ZONE)


@contextmanager
def site_of_another_day(cast: Cast, database: str, data: Path) -> Iterator[tuple[Site, Days]]:
    """Serve ``database`` on a calendar that the test turns."""
    days = Days(data / f"{database}-days-ago")
    days.ago(0)
    with running_site(database, data, **{DAYS_AGO: str(days.file)}) as address:
        yield Site(address, cast, database), days


def staff_above(cast: Cast) -> dict[str, int]:
    """Appoint those at the province whom the cast lacks; they sign in as ``province_role``. Returns their posts."""
    posts = {}
    for role in ABOVE:
        account = Account(username=f"province_{role}", name=f"Province {role}".title(), language="en")
        account.set_password(PASSWORD)
        account.save()
        posts[role] = Post.objects.create(
            account=account, organ_id=cast.organ("province"), role=role, since=FOUNDED
        ).pk
    return posts


def served(cast: Cast, days_ago: int) -> int:
    """Walk a case to the service of its opinion, which was given ``days_ago``."""
    start = now() - timedelta(days=days_ago + 9)
    day = local_day(start, settings.TIME_ZONE)
    with transaction.atomic():
        case = cast.registered(at=start, received_on=day, occurred_on=day - timedelta(days=5)).pk
        return Upward(cast, case, day=day, at=start).until("serve").case


def look(visitor: Visitor, name: str, *, both: bool = False) -> None:
    """Look at a page, on a small telephone too; with ``both``, in the other language as well."""
    if both:
        visitor.look(name)
    else:
        assert visitor.axe() == []
        visitor.picture(f"{name}.{visitor.language}")
    visitor.page.set_viewport_size(NARROW)
    assert visitor.overflow() == 0, name
    visitor.picture(f"{name}.{visitor.language}.narrow")
    visitor.page.set_viewport_size(WIDE)


def letter(visitor: Visitor, case: int, kind: str, words: Sequence[str] = (), *, seen: bool = False) -> str:
    """Draft a letter, fill its blanks with ``words``, issue it; returns what its PDF says.

    ``kind``: the code, and the language behind a colon (``review_opinion:zh``).
    """
    kind, _colon, language = kind.partition(":")
    visitor.go(f"/cases/{case}/letters/")
    if seen:
        look(visitor, f"letters-{kind}")
    visitor.page.locator("#kind").select_option(kind)
    visitor.page.locator("#language").select_option(language)
    visitor.page.get_by_role("button", name="Draft a letter", exact=True).click()
    expect(visitor.page.locator("#h-words")).to_be_visible()
    if seen:
        look(visitor, f"letter-{kind}-draft")
    _fill_blanks(visitor, list(words))
    visitor.page.get_by_role("button", name="Save the draft").click()
    expect(visitor.page.locator(".messages")).to_contain_text("Saved")
    with visitor.page.expect_navigation():
        visitor.page.locator("button[value=issue]").click()
    expect(visitor.page.locator(".messages")).to_contain_text("frozen")
    if seen:
        look(visitor, f"letter-{kind}-issued")
    return _pdf(visitor, kind)


def _fill_blanks(visitor: Visitor, words: list[str]) -> None:
    for field in visitor.page.locator("textarea[name=body]").all():
        text = field.input_value()
        while BLANK in text:
            text = text.replace(BLANK, words.pop(0), 1)
        field.fill(text)
    assert words == [], "every word found its blank"


def _pdf(visitor: Visitor, kind: str) -> str:
    """Fetch the PDF as the link on the page does, keep it beside the pictures, and return what can be read in it."""
    link = visitor.page.get_by_role("link", name="PDF", exact=True)
    answer = visitor.context.request.get(link.get_attribute("href") or "")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"letter-{kind}.pdf").write_bytes(answer.body())
    with pypdfium2.PdfDocument(answer.body()) as found:
        return "".join("".join(page.get_textpage().get_text_range() for page in found).split())


def attach(visitor: Visitor, case: int, kind: str, name: str, text: str) -> None:
    """Attach a paper by the form on the case."""
    visitor.go(f"/cases/{case}/do/attach_file/")
    form = visitor.page.locator("form.action-form")
    form.locator("[name=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    form.locator("[name=kind]").select_option(kind)
    with visitor.page.expect_navigation():
        form.locator(".buttons .btn-primary").click()
    done(visitor.page)

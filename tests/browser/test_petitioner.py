"""As a petitioner, on a cheap telephone and without a mouse: from the first page to the re-review, day by day.

Once with scripts and looked at by axe on every page, once without any script and in Chinese: the same way, the same
code. What the staff does between is done through the verbs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Browser, expect
from pytest_django.plugin import DjangoDbBlocker

from dengwen.base.clock import local_day, now
from dengwen.domains.cases.models import Matter
from dengwen.domains.handling.models import ViewComment
from dengwen.domains.handling.verbs.provisional_view import answer_comment, show_provisional_view
from dengwen.foundation.permissions.acting import set_post
from tests.appeals.upward import Upward
from tests.browser.conftest import own_database
from tests.browser.journey import Days, site_of_another_day, staff_above
from tests.browser.site import Site
from tests.browser.test_bring import CONTINUE, NUMBER, PHONE, OnAPhone
from tests.browser.visitor import Visitor
from tests.cast import make_cast

BROUGHT, SHOWN, ISSUED, DECIDED, DECIDED_AGAIN = 90, 76, 60, 40, 20
CODE = ".big-code"


@pytest.fixture(scope="module")
def turned(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, static_files: Path
) -> Iterator[tuple[Site, Days]]:
    with django_db_blocker.unblock(), own_database() as name:
        cast = make_cast()
        staff_above(cast)
        with site_of_another_day(cast, name, static_files) as found:
            yield found


class Scriptless(OnAPhone):
    """The same where no script runs: axe is one, so only the width is looked at."""

    def look(self) -> None:
        """Find what a narrow window would find."""
        self.wrong += [f"{self.page.url}: too wide"] * (self.visitor.overflow() > 0)


@dataclass
class Journey:
    """She at her telephone, and the staff's way with the same case."""

    her: OnAPhone
    site: Site
    days: Days
    number: str = ""
    code: str = ""
    way: Upward | None = None

    def bring(self) -> None:
        """Bring a petition: what is not needed is passed over."""
        self.days.ago(BROUGHT)
        her = self.her
        her.visitor.go("/petition/")
        her.press("a[href='/petition/bring/']")
        her.press("main form button")
        for name in ("purpose", "topic"):
            her.choose(name)
            her.press(CONTINUE)
        her.type("what", "Nobody gave me a receipt for the theft that I reported.")
        her.press(CONTINUE)
        her.type("organ", "Lin County")
        her.press(CONTINUE)
        while "/check/" not in her.page.url:
            if "/who/" in her.page.url:
                her.choose("who")
            elif "/name/" in her.page.url:
                her.type("name", "Wang Wu")
            her.press(CONTINUE)
        her.press("main form .buttons button")
        her.look()
        self.number = her.page.locator(NUMBER).inner_text()
        self.code = her.page.locator(CODE).inner_text()
        her.press("main form[action='/petition/bring/done/'] button")

    def come_in(self) -> None:
        """Come back on another day: half an hour without a page has closed the case."""
        her = self.her
        her.visitor.go("/petition/")
        her.press("a[href='/petition/enter/']")
        her.type("number", self.number)
        her.type("code", self.code.lower().replace("-", ""))
        her.press("main form[action='/petition/enter/'] .button")
        expect(her.page.locator("section.standing")).to_be_visible()

    def do(self, deed: str, words: str) -> None:
        """Do one thing that takes words: question, check, done."""
        her = self.her
        her.press(f"a[href$='/ask/{deed}/']")
        her.type("a-text", words)
        her.press(CONTINUE)
        expect(her.page.locator(".summary")).to_contain_text(words)
        her.press(CONTINUE)
        expect(her.page.locator("main .notice")).to_be_visible()
        her.press("main a.button")

    def leave(self) -> None:
        """Close everything again."""
        self.her.press("form[action='/petition/leave/'] button")

    def staff(self, ago: int, work: Callable[[Upward], object]) -> None:
        """Let the staff work from so many days ago on."""
        with transaction.atomic():
            set_post(self.site.cast["registrar"].post)
            case = Matter.objects.get(number=self.number).pk
            start = now() - timedelta(days=ago)
            if self.way is None:
                self.way = Upward(self.site.cast, case)
            self.way.at, self.way.day = start, local_day(start, settings.TIME_ZONE)
            work(self.way)

    def stands(self, english: str, chinese: str) -> None:
        """Be sure that the page says where the case stands."""
        words = english if self.her.visitor.language == "en" else chinese
        expect(self.her.page.locator("section.standing")).to_contain_text(words)


def show_view(way: Upward) -> None:
    """Investigate, draft and show what is meant to be answered."""
    way.until("answers")
    show_provisional_view(
        case=way.case, shown_on=way.day, method="IN_PERSON", comment_by=way.day + timedelta(days=15),
        actor=way.cast["handler"], at=way.at,
    )  # fmt: skip


def issue_and_serve(way: Upward) -> None:
    """Answer her comment, issue the opinion and hand it over."""
    way.cast.matter(way.case)
    for comment in ViewComment.objects.filter(matter=way.case):
        answer_comment(
            case=way.case,
            comment=comment.pk,
            answer="The book was read again.",
            actor=way.cast["handler"],
            at=way.at,
        )
    way.issue()
    way.serve()


def review(way: Upward) -> None:
    """Let the review in, decide it and hand it over."""
    way.admit()
    way.decide()
    way.give()


def rereview(way: Upward) -> None:
    """Let the re-review in, decide it and hand it over."""
    way.admit_again()
    way.decide_again()
    way.give_again()


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("zh-hans", False)])
def test_from_the_first_page_to_the_rereview(
    browser: Browser, turned: tuple[Site, Days], language: str, scripts: bool
) -> None:
    site, days = turned
    visitor = Visitor(browser, site.address, language, PHONE, scripts=scripts)
    her = OnAPhone(visitor, pictures=True) if scripts else Scriptless(visitor)
    journey = Journey(her, site, days)
    journey.bring()
    journey.staff(BROUGHT - 1, show_view)
    days.ago(SHOWN)
    journey.come_in()
    journey.stands("shows you what it means to answer", "拟答复意见告诉您")
    journey.do("comment", "The guard has another book.")
    journey.leave()
    journey.staff(ISSUED, issue_and_serve)
    days.ago(ISSUED - 1)
    journey.come_in()
    journey.stands("You were given the written answer", "书面答复已送达")
    journey.do("review", "The other book was not read.")
    journey.stands("You asked for a review", "您已申请复查")
    journey.staff(ISSUED - 2, review)
    days.ago(DECIDED)
    journey.come_in()
    journey.do("rereview", "The review did not read it either.")
    journey.staff(DECIDED - 1, rereview)
    days.ago(DECIDED_AGAIN)
    journey.come_in()
    her.press("a[href*='/shown/rereview/']")
    expect(her.page.locator("main")).to_contain_text("The station broke its duty.")
    her.look()
    visitor.context.close()
    assert her.wrong == [] and visitor.wrongs == []

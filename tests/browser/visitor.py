"""Somebody at a browser: one window, and a list of everything that went wrong in it."""

import re
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from tests.database import ROOT

PASSWORD = "correct horse battery"
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN"}
HTML_LANG = {"en": "en", "zh-hans": "zh-Hans"}
SCREENSHOTS = ROOT / ".data" / "screenshots"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# A refusal is an answer (403, 404, 409), and the browser reports it like a failure to load.
_REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of 4(00|03|04|09|22)")


class Visitor:
    """A person with a browser window; ``wrongs`` collects errors, foreign requests and broken answers."""

    def __init__(
        self, browser: Browser, address: str, language: str = "en", width: int = 1280, *, scripts: bool = True
    ) -> None:
        self.language = language
        self.address = address
        self.wrongs: list[str] = []
        self.context = browser.new_context(
            base_url=address,
            locale=LOCALES[language],
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        self.context.set_default_timeout(8000)
        self.speak(language)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrongs.append(f"script error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def speak(self, language: str) -> None:
        """Choose the language of the pages from now on."""
        self.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])

    def sign_in(self, part: str, password: str = PASSWORD) -> "Visitor":
        """Sign in by the form, as everybody does."""
        if "/sign-in/" not in self.page.url:
            self.page.goto("/sign-in/")
        self.page.locator("#username").fill(part)
        self.page.locator("#password").fill(password)
        self.page.locator("#password").press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        self.speak(self.language)
        return self

    def go(self, path: str) -> "Visitor":
        """Open a page; it must answer."""
        answer = self.page.goto(path)
        if answer is None or answer.status != 200:
            raise AssertionError(f"{path} answers {answer.status if answer else 'nothing'}")
        return self

    def field(self, label: str) -> Locator:
        """Return the one field with this label."""
        return self.page.get_by_label(label, exact=True)

    def text(self) -> str:
        """Return what is written on the page, without scripts and hidden parts."""
        return self.page.locator("body").inner_text()

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        found: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return found

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page; hiding the caret would leave a style behind on every field."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True, caret="initial")

    def axe(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 A and AA, one line for each element."""
        found: Any = Axe().run(self.page, options=WCAG)
        here = f"{urlsplit(self.page.url).path} [{self.language}]"
        return [
            f"{here} {rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]

    def look(self, name: str) -> None:
        """Keep a picture of this page in both languages, and be sure that axe finds nothing in either."""
        found = self.axe()
        self.picture(f"{name}.{self.language}")
        mine = self.language
        if urlsplit(self.page.url).path:
            for other in LOCALES:
                if other != mine:
                    self._in_language(other)
                    found += self.axe()
                    self.picture(f"{name}.{other}")
            self._in_language(mine)
        assert not found, "\n".join(found)

    def _in_language(self, language: str) -> None:
        self.language = language
        self.speak(language)
        self.page.goto(self.page.url.partition("#")[0])
        assert self.page.locator("html").get_attribute("lang") == HTML_LANG[language]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _REFUSAL.match(message.text):
            self.wrongs.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.wrongs.append(f"{self.page.url} asks a foreign host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.wrongs.append(f"{response.url} answers {response.status}")

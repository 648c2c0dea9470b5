"""Somebody who types without a mouse, and counts."""

from playwright.sync_api import Page


class Typist:
    """Hands on the keyboard: ``signs`` are what stands on the paper, ``keys`` all that is pressed beside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.signs = self.keys = 0

    def type(self, text: str) -> "Typist":
        """Type what stands on the paper."""
        self.page.keyboard.type(text)
        self.signs += len(text)
        return self

    def press(self, *keys: str) -> "Typist":
        """Press keys that stand on no paper: Tab, Enter, a shortcut."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1
        return self

    def tab_to(self, name: str, most: int = 8) -> "Typist":
        """Press Tab until the field ``name`` has the focus; it must be near."""
        for _ in range(most):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.name || document.activeElement.id") == name:
                return self
        raise AssertionError(f"{name} is not within {most} tabs")

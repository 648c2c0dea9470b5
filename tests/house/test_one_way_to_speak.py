"""The language of a page is switched in one place: ``kit/language.py`` keeps a second, quicker note of it."""

from tests.house.source import ROOT

WAYS = ("translation.override", "translation.activate", "import override", "import activate")


def test_nobody_else_switches_languages() -> None:
    wrong = [
        path.name
        for path in (ROOT / "dengwen").rglob("*.py")
        if path.name
        not in ("language.py", "main.py")  # the console sets its language once, for the whole process
        and any(way in path.read_text("utf-8") for way in WAYS)
    ]
    assert wrong == [], "use kit.language.speaking"

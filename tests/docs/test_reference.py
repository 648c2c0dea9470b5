"""The documents that list things list what is there."""

import re
import runpy
from pathlib import Path

from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.console.life_picture import dot
from dengwen.interfaces.console.reference import pages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "reference"
drawing = runpy.run_path(str(ROOT / "scripts" / "reference"))["drawing"]


def test_reference_pages_say_what_the_code_says() -> None:
    stale = [
        path.name for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert not stale, f"run `make reference` and commit: {stale}"


def test_the_drawing_of_the_life_is_that_of_the_table() -> None:
    assert (DOCS / "life.svg").read_text("utf-8") == drawing(), "run `make reference` and commit"


def test_every_verb_that_moves_a_matter_is_drawn_or_said() -> None:
    page, picture = (DOCS / "life.md").read_text("utf-8"), dot()
    for line in TRANSITIONS:
        if line.to or line.back_to:
            words = code_list("verbs").label(line.verb, "en")
            assert f"`{line.verb}`" in page or words in picture, line.verb


def test_every_setting_from_the_environment_is_documented() -> None:
    source = (ROOT / "dengwen/config/settings.py").read_text("utf-8")
    names = set(re.findall(r'environ(?:\.get)?[\[(]\s*"(\w+)"', source))
    documented = set(
        re.findall(r"`((?:DENGWEN|DATABASE)_\w+)`", (ROOT / "docs/operations.md").read_text("utf-8"))
    )
    assert len(names) > 8
    assert names - {"DJANGO_SETTINGS_MODULE"} == documented

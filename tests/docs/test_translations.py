"""Everything that the site says, it says in Chinese too."""

import runpy
from pathlib import Path

from dengwen.interfaces.console.messages import missing, said, wrong_places

ROOT = Path(__file__).resolve().parents[2]
merged = runpy.run_path(str(ROOT / "scripts" / "messages"))["merged"]


def test_the_search_finds_texts_of_templates_and_of_code() -> None:
    places = [place for found in said().values() for place in found]
    assert any(".html" in place for place in places)
    assert any(".py" in place for place in places)


def test_nothing_is_left_untranslated() -> None:
    assert missing(merged()) == {}, "translate these in dengwen/interfaces/kit/locale/parts/"


def test_a_translation_fills_the_same_places() -> None:
    assert wrong_places(merged()) == []

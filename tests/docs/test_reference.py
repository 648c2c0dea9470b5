"""The documents that list things list what is there."""

import re
from pathlib import Path

from dengwen.interfaces.console.reference import pages

ROOT = Path(__file__).resolve().parents[2]


def test_reference_pages_say_what_the_code_says() -> None:
    stale = [
        path.name for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert not stale, f"run `make reference` and commit: {stale}"


def test_every_setting_from_the_environment_is_documented() -> None:
    source = (ROOT / "dengwen/config/settings.py").read_text("utf-8")
    names = set(re.findall(r'environ(?:\.get)?[\[(]\s*"(\w+)"', source))
    documented = set(
        re.findall(r"`((?:DENGWEN|DATABASE)_\w+)`", (ROOT / "docs/operations.md").read_text("utf-8"))
    )
    assert len(names) > 8
    assert names - {"DJANGO_SETTINGS_MODULE"} == documented

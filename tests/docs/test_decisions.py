"""The decisions: one number each, in the file's name and in its title; and what cites one finds it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_every_decision_has_a_number_of_its_own_and_says_it() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert sorted(set(numbers)) == numbers
    for path in DECISIONS:
        assert re.match(rf"# {path.name[:4]}:? \S", path.read_text(encoding="utf-8")), path.name


def test_every_decision_that_is_cited_exists() -> None:
    known = {path.name[:4] for path in DECISIONS}
    sources = [
        path
        for folder in ("dengwen", "tests", "docs", "bench")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".sql"}
    ]
    cited = {
        number
        for path in sources
        for number in re.findall(r"[Dd]ecisions?[ /](\d{4})", path.read_text(encoding="utf-8"))
    }
    assert cited
    assert cited <= known

"""What is wrong with a file of the rulebook, said with file, line, field and remedy in both languages."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "codes" / "findings.toml"


@cache
def _words() -> Mapping[str, dict[str, str]]:
    # Read plainly, past the loader: this must speak when the loader cannot.
    entries = tomllib.loads(_WORDS.read_text(encoding="utf-8"))["entries"]
    return {entry["code"]: entry | entry.get("extras", {}) for entry in entries}


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, or with ``severe=False`` one doubt; ``code`` is its wording in ``codes/findings.toml``."""

    file: str
    field: str
    code: str
    facts: Mapping[str, object] = field_of(default_factory=dict)
    line: int = 0
    severe: bool = True

    def say(self, lang: str = "en") -> str:
        """Return the finding as one line: where, what, and what to do."""
        code = "zh" if lang.startswith("zh") else "en"
        words = _words()
        entry = words.get(self.code, words["not_fitting"])
        facts = {"msg": self.code, **self.facts}
        place = words["at_line" if self.line else "at_file"][code].format(file=self.file, line=self.line)
        what, remedy = entry[code].format(**facts), entry[f"remedy_{code}"].format(**facts)
        name = self.field or words["whole_file"][code]
        return words["told"][code].format(place=place, field=name, what=what, remedy=remedy)


class RulebookError(Exception):
    """Data files of the rulebook are wrong; ``findings`` name file, line, field and remedy of each mistake."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.say())

    def say(self, lang: str = "en") -> str:
        """Return every mistake, a line each."""
        return "\n".join(finding.say(lang) for finding in self.findings)

"""What a plan, a visit and a finding must say, and who accepts a correction (plan S39, S62, S63)."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.closure.rules.draw import Member, shuffled
from dengwen.domains.supervision.states import FindingState, InspectionKind
from dengwen.foundation.rulebook.loading import code_list

LARGEST = 200
STRATUM = "inspection/-"
# What leaders look at in an area before and after the two sessions; the plan's fourth item is replaced by petitioners'
# access and protection (plan S63).
ADVICE = "ADVICE"  # what the visitors advised: no theme of a plan, and open to every visit
REGIONAL_THEMES = ("PROGRESS", "LEADERS", "RESOLUTION", "ACCESS")


def check_plan(
    *,
    title: str,
    kind: str,
    since: date,
    until: date,
    themes: Collection[str],
    size: int,
    organs: Collection[int],
) -> None:
    """Refuse a plan without name, organs or themes, or one whose period or size is none.

    Raises ``inspection.no_title``, ``inspection.kind_unknown``, ``inspection.period``, ``inspection.no_themes``,
    ``inspection.theme_missing``, ``inspection.no_organs``, ``inspection.size``.
    """
    if not title.strip():
        raise Refusal("inspection.no_title")
    if kind not in {each.value for each in InspectionKind}:
        raise Refusal("inspection.kind_unknown", inspection=kind)
    if until < since:
        raise Refusal("inspection.period")
    if not themes or any(theme == ADVICE or theme not in code_list("inspection_themes") for theme in themes):
        raise Refusal("inspection.no_themes")
    if kind == InspectionKind.REGIONAL and (lacking := [t for t in REGIONAL_THEMES if t not in themes]):
        raise Refusal("inspection.theme_missing", theme=lacking[0])
    if not organs:
        raise Refusal("inspection.no_organs")
    if not 0 <= size <= LARGEST:
        raise Refusal("inspection.size", most=LARGEST)


def write_cases(cases: Iterable[int]) -> str:
    """Return the frozen list of cases as text: an id a line, sorted."""
    return "".join(f"{case}\n" for case in sorted(set(cases)))


def list_digest(listing: str) -> str:
    """Return SHA-256 of the frozen list."""
    return hashlib.sha256(listing.encode()).hexdigest()


def draw_cases(*, seed: bytes, listing: str, size: int) -> list[int]:
    """Return the sample in the order in which it is drawn: the same seed and list give the same cases, always."""
    members = [Member(STRATUM, int(line), 0, date.min) for line in listing.splitlines()]
    return shuffled(seed, members).get(STRATUM, [])[:size]


def check_visit(*, theme: str, themes: Collection[str], words: str, on: date, today: date) -> None:
    """Refuse a record on a theme that the plan does not name, without words, or of a day to come.

    Raises ``inspection.no_themes``, ``inspection.no_words``, ``day.future``.
    """
    if theme != ADVICE and theme not in themes:
        raise Refusal("inspection.no_themes")
    if not words.strip():
        raise Refusal("inspection.no_words")
    if on > today:
        raise Refusal("day.future", day=on)


def check_finding(*, code: str, words: str, due: date, today: date) -> None:
    """Refuse a finding without code, words or a day to come.

    Raises ``inspection.finding_unknown``, ``inspection.no_words``, ``supervision.due_past``.
    """
    if code not in code_list("inspection_findings"):
        raise Refusal("inspection.finding_unknown")
    if not words.strip():
        raise Refusal("inspection.no_words")
    if due <= today:
        raise Refusal("supervision.due_past", due=due)


def check_correction(*, state: str, words: str, evidence: str) -> None:
    """Refuse a correction that nobody waits for, or one without words or evidence.

    Raises ``inspection.not_open``, ``inspection.no_words``, ``supervision.no_evidence``.
    """
    if state not in (FindingState.OPEN, FindingState.RETURNED):
        raise Refusal("inspection.not_open")
    if not words.strip():
        raise Refusal("inspection.no_words")
    if not evidence.strip():
        raise Refusal("supervision.no_evidence")


def check_acceptance(
    *, state: str, accept: bool, remarks: str, person: int, involved: Collection[int]
) -> None:
    """Refuse to judge a correction oneself made or asked for: another person accepts it.

    ``involved``: who wrote the finding and who corrected it. Raises ``inspection.not_corrected``,
    ``inspection.same_person``, ``supervision.no_remarks``.
    """
    if state != FindingState.CORRECTED:
        raise Refusal("inspection.not_corrected")
    if person in involved:
        raise Refusal("inspection.same_person")
    if not accept and not remarks.strip():
        raise Refusal("supervision.no_remarks")


def check_end(*, unvisited: Sequence[object], open_findings: int) -> None:
    """Refuse to end an inspection while an organ was not visited or a finding is not accepted.

    Raises ``inspection.not_visited``, ``inspection.findings_open``.
    """
    if unvisited:
        raise Refusal("inspection.not_visited", organ=unvisited[0])
    if open_findings:
        raise Refusal("inspection.findings_open", n=open_findings)

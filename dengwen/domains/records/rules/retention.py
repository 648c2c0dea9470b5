"""How long a case file is kept, and whether it may go. Plain Python; the periods are in ``retention_classes.toml``."""

from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

SCHEDULE = "retention_classes"


@dataclass(frozen=True, slots=True)
class Resting:
    """What a period is reckoned from. ``answered``: it was decided; ``former``: closed by a former register.

    ``sources`` are those of its letters and visits. ``ended_on`` is empty while the matter is open.
    """

    ended_on: date | None
    answered: bool
    former: bool
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keeping:
    """The class of a file, its source, and the last day on which it is kept: empty while open, or for good."""

    record_class: str
    article: str
    basis: str
    until: date | None
    for_good: bool


def keeping(file: Resting) -> Keeping:
    """Return how long a file is kept: the first line of the schedule that fits (LPI Art.19, LDA Art.21)."""
    for entry in code_list(SCHEDULE).entries:
        extras = entry.extras
        if all(_is(word, file, extras.get("sources", "")) for word in extras["when"].split()):
            years = extras["years"]
            until = years_after(file.ended_on, int(years)) if years and file.ended_on else None
            return Keeping(entry.code, extras["article"], extras["basis"], until, for_good=not years)
    raise LookupError(f"{SCHEDULE} has no line for every file")


def _is(word: str, file: Resting, sources: str) -> bool:
    if word == "leader":
        return not file.sources.isdisjoint(sources.split())
    return {"answered": file.answered, "former": file.former}[word]


def years_after(day: date, years: int) -> date:
    """Return the day full ``years`` after ``day``; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def shortest() -> int:
    """Return the fewest years that any file is kept: what rested for less is not looked at."""
    return min(int(years) for entry in code_list(SCHEDULE).entries if (years := entry.extras["years"]))


def check_may_go(*, kept: Keeping, held: str, today: date) -> date:
    """Return the last day of keeping if it has passed and nothing holds the file.

    ``held`` is the ground of a hold in force. Raises ``disposal.held``, ``disposal.kept_for_good``,
    ``disposal.with_parent`` (a merged case, while the other is open), ``disposal.not_due``.
    """
    if held:
        raise Refusal("disposal.held", ground=held)
    if kept.for_good:
        raise Refusal("disposal.kept_for_good")
    if kept.until is None:
        raise Refusal("disposal.with_parent")
    if kept.until >= today:
        raise Refusal("disposal.not_due", until=kept.until)
    return kept.until


def check_second_person(code: str, *, first: tuple[int, int], second: tuple[int, int]) -> None:
    """Refuse (``code``) who decides what she began herself: ``first`` and ``second`` are (post, account).

    Neither the same account under another post nor the same post under another name.
    """
    if first[0] == second[0] or first[1] == second[1]:
        raise Refusal(code)

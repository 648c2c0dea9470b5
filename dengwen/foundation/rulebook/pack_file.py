"""Reads one pack and checks what only other files know: its name, calendar and code lists."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from dengwen.foundation.calendar.working_days import CALENDARS
from dengwen.foundation.rulebook.findings import Finding, RulebookError
from dengwen.foundation.rulebook.lists import CodeList
from dengwen.foundation.rulebook.model import Limit, Pack
from dengwen.foundation.rulebook.reading import Lines, read
from dengwen.foundation.rulebook.shape import UnknownCodeError

# Whatever is open has a day: where no other limit runs, the code falls back on this one (deadlines, LAST_RESORT).
ALWAYS_THERE = "progress"
# The code knows these codes by name: a family may give them other words and neither add nor drop one.
_FIXED = frozenset(
    (
        "extension_roles", "file_kinds", "findings", "letter_words", "organ_levels", "pauses", "procedures", "rights",
        "roles", "stages", "states", "triggers", "verbs",
    )
)  # fmt: skip

ListOf = Callable[[str, str], CodeList]
Looked = Iterator[tuple[str, str, Iterable[str]]]


def is_fixed(name: str) -> bool:
    """Say whether the codes of a list are fixed by the code."""
    return name in _FIXED or name.startswith(("events", "refusals"))


def fixed_mistakes(own: CodeList, shared: CodeList, file: str) -> list[Finding]:
    """Return what a family's words of a fixed list may not say."""
    lost = [entry.code for entry in own.entries if entry.code not in shared]
    return [Finding(file, "entries", "fixed_list", {"names": ", ".join(lost)})] if lost else []


def read_pack(path: Path, list_of: ListOf) -> Pack:
    """Read a pack; ``list_of(name, family)`` gives a code list. Raises ``RulebookError`` with every mistake."""
    found = read(path, Pack)
    if wrong := list(_mistakes(found, path, list_of)):
        places = Lines(path.read_text(encoding="utf-8"))
        raise RulebookError([places.placed(finding) for finding in wrong])
    return found


def _mistakes(law: Pack, path: Path, list_of: ListOf) -> Iterator[Finding]:
    name = path.name
    if law.code != path.stem:
        yield Finding(name, "code", "name_differs", {"code": law.code, "name": path.stem})
    if law.calendar not in CALENDARS:
        yield Finding(name, "calendar", "no_calendar", {"name": law.calendar, "known": ", ".join(CALENDARS)})
    if not any(limit.key == ALWAYS_THERE and limit.bearer == "organ" for limit in law.limits):
        yield Finding(name, "limits", "no_progress")
    yield from _lost_codes(law, name, list_of)
    for number, outcome in enumerate(law.outcomes):
        field = f"outcomes.{number}"
        if not law.knows(outcome.procedure):
            yield Finding(name, f"{field}.procedure", "no_procedure", {"name": outcome.procedure})
        if odd := [ground for ground in outcome.differs_after if ground not in outcome.grounds]:
            yield Finding(name, f"{field}.differs_after", "ground_unknown", {"names": ", ".join(odd)})


def _lost_codes(law: Pack, name: str, list_of: ListOf) -> Iterator[Finding]:
    for field, list_name, codes in _named_codes(law):
        try:
            known = list_of(list_name, law.family)
        except UnknownCodeError:
            lost = list(codes)
        else:
            lost = [code for code in codes if code not in known]
        if lost:
            yield Finding(name, field, "not_in_list", {"names": ", ".join(lost), "list": list_name})


def _named_codes(law: Pack) -> Looked:
    """Yield every field that holds codes, with the list they must come from."""
    for number, limit in enumerate(law.limits):
        owner = f" ({limit.id})"
        for field, list_name, codes in _of_limit(limit):
            yield f"limits.{number}.{field}{owner}", list_name, codes
    for number, procedure in enumerate(law.procedures):
        field, owner = f"procedures.{number}", f" ({procedure.key})"
        yield f"{field}.key{owner}", "procedures", (procedure.key,)
        yield f"{field}.barred_categories{owner}", "categories", procedure.barred_categories
        yield f"{field}.decided_by{owner}", "deciders", _if_any(procedure.decided_by)
    for number, checklist in enumerate(law.checklists):
        field = f"checklists.{number}"
        yield f"{field}.stage", "stages", (checklist.stage,)
        yield f"{field}.method", "resolution_methods", _if_any(checklist.method)
        yield f"{field}.items", checklist.list_name, checklist.items
        if checklist.method:  # the paper that proves a resolution is asked for as a file of its kind
            yield f"{field}.items", "file_kinds", checklist.items
    for number, outcome in enumerate(law.outcomes):
        field = f"outcomes.{number}"
        yield f"{field}.code", "review_outcomes", (outcome.code,)
        yield f"{field}.grounds", "review_grounds", outcome.grounds


def _of_limit(limit: Limit) -> Looked:
    yield "trigger", "triggers", (limit.trigger,)
    yield "stage", "stages", (limit.stage,)
    yield "pauses", "pauses", limit.pauses
    if limit.extension:
        yield "extension.by", "extension_roles", (limit.extension.by,)


def _if_any(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def doubts(law: Pack, *, started: Iterable[str]) -> Iterator[Finding]:
    """Yield what is perhaps wrong with a pack; ``started`` are the keys of limits that some event starts."""
    name, known = f"{law.code}.toml", sorted(set(started))
    for number, limit in enumerate(law.limits):
        field = f"limits.{number}"
        if limit.key not in known:
            facts: dict[str, object] = {"name": limit.key, "known": ", ".join(known)}
            yield Finding(name, f"{field}.key ({limit.id})", "never_started", facts, severe=False)
        if limit.extension and limit.extension.max > limit.length:
            facts = {"most": limit.extension.max, "length": limit.length}
            yield Finding(name, f"{field}.extension ({limit.id})", "extension_longer", facts, severe=False)


def order_findings(laws: Iterable[Pack]) -> Iterator[Finding]:
    """Yield where packs of one family overlap, and the days that none of them covers; oldest first."""
    for earlier, later in pairwise(sorted(laws, key=lambda each: each.in_force_from)):
        name = f"{earlier.code}.toml"
        if earlier.in_force(later.in_force_from):
            facts: dict[str, object] = {"later": later.code, "day": later.in_force_from}
            yield Finding(name, "in_force_to", "in_force_overlap", facts)
        elif earlier.in_force_to and (later.in_force_from - earlier.in_force_to).days > 1:
            facts = {"start": earlier.in_force_to, "end": later.in_force_from}
            yield Finding(name, "in_force_to", "in_force_gap", facts, severe=False)

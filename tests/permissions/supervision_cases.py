"""An item on a case of Lin County, another that is answered, an inspection of River City, a note; and their forms."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from dengwen.domains.supervision.models import (
    ExperienceNote,
    Inspection,
    InspectionFinding,
    SupervisionItem,
    SupervisionPaper,
)
from dengwen.domains.supervision.verbs.answer_cooperation import PaperDraft
from dengwen.domains.supervision.verbs.answer_item import answer_supervision
from dengwen.domains.supervision.verbs.judge_finding import record_finding
from dengwen.domains.supervision.verbs.plan_inspection import plan_inspection
from dengwen.domains.supervision.verbs.raise_item import raise_supervision
from dengwen.domains.supervision.verbs.write_experience import draft_experience
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast

SPOKEN = ("Lin secret grounds", "Lin secret inspection", "Lin secret lesson")
Register = Callable[[Cast], int]
Words = dict[str, Any]
_LATER = MORNING + timedelta(days=1)
_DUE = DAY + timedelta(days=60)


def _supervised(cast: Cast, case: int) -> int:
    words: Words = {"cause": "SHIRKING", "grounds": SPOKEN[0], "demand": "Decide.", "due": _DUE}
    raise_supervision(case=case, actor=cast["campaign_office"], at=_LATER, **words)
    return case


def _answered(cast: Cast, case: int) -> int:
    _supervised(cast, case)
    set_post(cast["registrar"].post)
    item = SupervisionItem.objects.get(matter=case).pk
    words: Words = {
        "words": "It is ours.",
        "evidence": "Minutes.",
        "papers": [PaperDraft("minutes.txt", b"Three")],
    }
    answer_supervision(item=item, actor=cast["registrar"], at=_LATER, **words)
    return case


def supervision_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of cases with an open and an answered item."""
    return {
        "supervised": lambda cast: _supervised(cast, register(cast)),
        "supervision answered": lambda cast: _answered(cast, register(cast)),
    }


def make_inspection(cast: Cast, case: int) -> None:
    """Let the province inspect River City, with a finding about Lin County; and Lin County write a note."""
    words: Words = {"title": SPOKEN[1], "kind": "inspection", "since": DAY, "until": DAY, "themes": {"REGISTER"},
                    "size": 1, "organs": {cast.organ("river")}}  # fmt: skip
    inspection = plan_inspection(actor=cast["inspector"], at=_LATER, **words)
    found: Words = {"code": "LATE", "words": "Late.", "due": _DUE, "organ": cast.organ("lin")}
    record_finding(inspection=inspection, actor=cast["inspector"], at=_LATER, **found)
    draft_experience(case=case, title=SPOKEN[2], text="A lamp helps.", actor=cast["handler"], at=_LATER)


def supervision_ids(world: Any, case: int) -> dict[str, int]:
    """Return the ids of the item of the case asked about, of the inspection, its finding and the note."""
    set_post(world.cast["registrar"].post)
    item = SupervisionItem.objects.filter(matter=case).first()
    paper = SupervisionPaper.objects.filter(item=item).first() if item else None
    inspection, note = Inspection.objects.first(), ExperienceNote.objects.first()
    return {
        "item": item.pk if item else 0, "minutes": paper.pk if paper else 0,
        "inspection": inspection.pk if inspection else 0, "note": note.pk if note else 0,
    }  # fmt: skip


def _form(deed: str, **fields: object) -> Mapping[str, Any]:
    return {"deed": deed} | {f"{deed}-{name}": value for name, value in fields.items()}


def _correct(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["registrar"].post)
    finding = InspectionFinding.objects.get().pk
    return _form("correct", finding=finding, words="Done.", evidence="Book 3.")


def _draft(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["inspector"].post)
    source = Inspection.objects.get().pk
    return _form("draft", case="", source=source, title="Lamps", text="They help.")


_ITEM, _INSPECTION, _NOTE = (
    "/supervision/{item}/",
    "/supervision/inspections/{inspection}/",
    "/supervision/experience/",
)
_RAISED: Words = {"cause": "FRAUD", "grounds": "Two books.", "demand": "Explain.", "due": "2026-5-1"}
RAISE_FORM = _RAISED
SUPERVISION_PAGES: dict[str, Any] = {
    "/supervision/?raise": _form("raise", organ="Moss County", **_RAISED),
    "/supervision/?sweep": _form("sweep"),
    f"{_ITEM}?answer": _form("answer", words="It is ours.", evidence="Minutes."),
    f"{_ITEM}?settle": _form("settle", remarks=""),
    f"{_ITEM}?return": _form("return", remarks="No proof.", due="2026-5-1"),
    f"{_ITEM}?withdraw": _form("withdraw", words="An error."),
    "/supervision/inspections/": _form(
        "plan", title="Autumn", kind="inspection", organs="Moss County", since="2026-1-1", until="2026-3-1",
        themes=["REGISTER"], size="1",
    ),
    f"{_INSPECTION}?draw": _form("draw"),
    f"{_INSPECTION}?visit": lambda world: _form(
        "visit", organ=world.cast.organ("river"), on=DAY.isoformat(), theme_REGISTER="Books are kept."
    ),
    f"{_INSPECTION}?found": _form(
        "found", organ="Moss County", case="", code="LATE", words="Late.", due="2026-5-1"
    ),
    f"{_INSPECTION}?correct": _correct,
    f"{_INSPECTION}?end": _form("end"),
    "/supervision/problems/": _form(
        "raise", organ="River City", title="No printer", words="No receipts.", due="2026-5-1"
    ),
    "/supervision/practice/": _form(
        "suggest", organ="Moss County", cause="LATE", grounds="Nine cases.", words="Count days.", due="2026-5-1"
    ),
    _NOTE: _draft,
    f"{_NOTE}{{note}}/?change": _form("change", title="Lamps", text="They help more."),
    f"{_NOTE}{{note}}/?decide": _form("decide", accept="yes", remarks=""),
}  # fmt: skip

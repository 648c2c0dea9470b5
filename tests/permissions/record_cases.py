"""Lin County's files: held, due, proposed to be disposed of, gone, asked for, and what everybody would write."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.records.models import FileExport, LegalHold
from dengwen.domains.records.verbs.disposal import dispose, propose_disposal
from dengwen.domains.records.verbs.exports import approve_export, ask_export
from dengwen.domains.records.verbs.holds import place_hold
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast
from tests.handling.walk import Words
from tests.records.old_cases import OLD, OLD_DAY

Register = Callable[..., int]
LATER = MORNING + timedelta(days=1)
ASKED: Words = {"recipient": "COURT", "addressee": "River Court", "ground": "Letter 7"}


def record_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""

    def due(cast: Cast) -> int:
        case = register(cast, at=OLD, received_on=OLD_DAY, occurred_on=None)
        words: Words = {"reason": "COURT", "explanation": "The court decides this."}
        not_accept_matter(case=case, actor=cast["registrar"], at=OLD, **words)
        return case

    def proposed(cast: Cast) -> int:
        case = due(cast)
        propose_disposal(case=case, actor=cast["registrar"], at=MORNING)
        return case

    def gone(cast: Cast) -> int:
        case = proposed(cast)
        dispose(case=case, actor=cast["leader"], at=LATER)
        return case

    def held(cast: Cast) -> int:
        case = register(cast)
        words: Words = {"ground": "COURT", "reference": "Letter 7"}
        place_hold(case=case, actor=cast["inspector"], at=MORNING, **words)
        return case

    def asked(cast: Cast) -> int:
        case = register(cast)
        ask_export(case=case, identities=True, actor=cast["registrar"], at=MORNING, **ASKED)
        return case

    def granted(cast: Cast) -> int:
        case = asked(cast)
        set_post(cast["leader"].post)
        export = FileExport.objects.get(matter=case).pk
        approve_export(case=case, export=export, actor=cast["leader"], at=LATER)
        return case

    return {
        "file due": due, "disposal proposed": proposed, "file gone": gone, "file held": held, "export asked": asked,
        "export granted": granted,
    }  # fmt: skip


def _row(model: Any, name: str, state: str) -> Callable[[Any], Mapping[str, Any]]:
    def form(world: Any) -> Mapping[str, Any]:
        set_post(world.cast["registrar"].post)
        return {name: model.objects.get(matter=world.cases[state]).pk, "reason": "It is so."}

    return form


RECORD_FORMS: dict[str, Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]] = {
    "place_hold": {"ground": "COURT", "reference": "Letter 7"},
    "lift_hold": _row(LegalHold, "hold", "file held"),
    "propose_disposal": {"reason": ""},
    "refuse_disposal": {"reason": "It is so."},
    "dispose": {"words": "", "sure": "on"},
    "ask_export": {**ASKED, "language": "en"},
    "approve_export": _row(FileExport, "export", "export asked"),
    "refuse_export": _row(FileExport, "export", "export asked"),
}
RECORD_PAGES: dict[str, Callable[[Any], Mapping[str, Any]]] = {
    "/cases/{case}/records/hand-out/": _row(FileExport, "export", "export granted"),
    "/cases/{case}/records/own/": lambda world: {"party": world.party("registered"), "ground": "She asked."},
}

"""Lin County's cases in the states of the procedures, and what everybody would write into their forms."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.dispute_jurisdiction import dispute_jurisdiction
from dengwen.domains.cases.verbs.divert_matter import divert_matter
from dengwen.domains.handling.models import Evidence, Relief, ViewComment
from dengwen.domains.handling.verbs.offer_relief import decide_relief, offer_relief
from dengwen.domains.letters.models import Attachment
from dengwen.domains.supervision.models import CooperationPaper, CooperationRequest
from dengwen.domains.supervision.verbs.ask_cooperation import ask_cooperation
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling import procedures as do
from tests.handling.walk import Walk, Words

Register = Callable[[Cast], int]
NEED = "Lin secret need"


def walked(register: Register, last: str) -> Callable[[Cast], Walk]:
    """Return what walks a new case until ``last``."""
    return lambda cast: Walk(cast, register(cast)).until(last)


def states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""
    investigating, answered = walked(register, "step"), walked(register, "answers")
    return {
        "diverted": lambda cast: _diverted(cast, register(cast)),
        "disputed": lambda cast: _disputed(cast, register(cast)),
        "met": lambda cast: _then(walked(register, "plan")(cast), lambda way: way.meet()),
        "with evidence": lambda cast: _then(investigating(cast), lambda way: do.camera(way, way.day + timedelta(60))),
        "announced": lambda cast: _then(investigating(cast), lambda way: do.announce(way, way.day + timedelta(9))),
        "hearing": lambda cast: _then(investigating(cast), do.hear, lambda way: do.paper(way, "HEARING_RECORD")),
        "willing": lambda cast: _then(investigating(cast), lambda way: do.paper(way, "CONSENT")),
        "mediating": lambda cast: _then(
            investigating(cast), do.begin_mediation, lambda way: do.paper(way, "AGREEMENT")
        ),
        "settled": lambda cast: _then(investigating(cast), do.begin_mediation, do.agree),
        "viewed": lambda cast: _then(answered(cast), do.show_view),
        "commented": lambda cast: _then(answered(cast), do.show_view, do.comment),
        "applied": lambda cast: _then(Walk(cast, register(cast)), _apply),
        "granted": lambda cast: _then(Walk(cast, register(cast)), _apply, _grant),
        "asked for help": lambda cast: _then(investigating(cast), _ask),
    }  # fmt: skip


def _then(way: Walk, *deeds: Callable[[Walk], object]) -> int:
    for deed in deeds:
        deed(way)
    return way.case


def _diverted(cast: Cast, case: int) -> int:
    words: Words = {"route": "COURT", "reason": "A court decides."}
    divert_matter(case=case, actor=cast["registrar"], at=MORNING, **words)
    do.paper(Walk(cast, case), "CHANNEL_REPLY", "registrar")
    return case


def _disputed(cast: Cast, case: int) -> int:
    begin_screening(case=case, actor=cast["registrar"], at=MORNING)
    words: Words = {"organs": [cast.organ("moss")], "reason": "Both banks of the river."}
    dispute_jurisdiction(case=case, actor=cast["registrar"], at=MORNING, **words)
    return case


def _apply(way: Walk) -> None:
    words: Words = {"kind": "MONEY", "need": NEED, "applied_on": DAY}
    offer_relief(case=way.case, actor=way.cast["registrar"], at=way.at, **words)


def _grant(way: Walk) -> None:
    set_post(way.cast["leader"].post)
    relief = Relief.objects.get(matter=way.case).pk
    words: Words = {"decision": "GRANTED", "amount": "2000", "reasons": "She is ill."}
    decide_relief(case=way.case, relief=relief, actor=way.cast["leader"], at=way.at, **words)
    do.paper(way, "PAYMENT_PROOF")


def _ask(way: Walk) -> None:
    file = do.paper(way, "EVIDENCE", words="What goes along.")
    words: Words = {"kind": "EVIDENCE", "task": "Copy the book of your gate.", "papers": [file]}
    due = DAY + timedelta(days=40)
    ask_cooperation(
        case=way.case, asked=way.cast.organ("moss"), due=due, actor=way.cast["handler"], at=way.at, **words
    )


def help_ids(world: Any) -> dict[str, int]:
    """Return the ids of the request for help and its paper."""
    set_post(world.cast["registrar"].post)
    request = CooperationRequest.objects.filter(matter=world.cases.get("asked for help", 0)).first()
    file = CooperationPaper.objects.filter(request=request).first() if request else None
    return {"help": request.pk if request else 0, "paper": file.pk if file else 0}


def _row(world: Any, model: Any, state: str, **wanted: object) -> int:
    set_post(world.cast["registrar"].post)
    return int(model.objects.filter(matter=world.cases[state], **wanted).order_by("pk")[0].pk)


def _mediate(world: Any) -> Mapping[str, Any]:
    file = _row(world, Attachment, "willing", kind="CONSENT")
    sides = {
        f"{side}_{name}": value
        for side in ("petitioner", "organ")
        for name, value in (("who", "She"), ("on", DAY.isoformat()), ("way", "LETTER"), ("paper", file))
    }
    return {"mediator": "Teacher Shen", "balance": "A lawyer helps.", "nothing_barred": "on", **sides}


def _settle(world: Any) -> Mapping[str, Any]:
    remedy = {"kind": "DO_DUTY", "text": "Give it.", "owner": "Lin County", "due": "2026-5-1", "claim": ""}
    return {
        "method": "MEDIATED", "signed_on": "2026-3-20", "terms": "It is given.", "rows": "1",
        "paper": _row(world, Attachment, "mediating", kind="AGREEMENT"),
        **{f"remedy-0-{name}": value for name, value in remedy.items()},
    }  # fmt: skip


_PEOPLE = {
    "rows": "2", "person-0-role": "PETITIONER", "person-0-name": "Wang Wu", "person-1-role": "PANEL",
    "person-1-name": "Gu",
}  # fmt: skip

FORMS: dict[str, Any] = {
    "dispute_jurisdiction": {"organ": "Moss County", "reason": "Both banks."},
    "decide_jurisdiction": {"to": "Moss County", "reason": "It happened there."},
    "confirm_diversion": lambda world: {
        "organ_name": "District Court", "their_number": "12", "registered_on": "2026-3-20",
        "paper": _row(world, Attachment, "diverted"),
    },
    "take_back_diversion": {"organ_name": "District Court", "refused_on": "2026-3-20", "reason": "Not theirs."},
    "record_meeting": {"kind": "FILE", "outcome": "HELD", "met_on": "2026-3-20", "notes": "Read."},
    "add_evidence": {"kind": "DOCUMENT", "description": "A book", "origin": "Gate", "obtained_on": "2026-3-20",
                     "held_by": "Station"},
    "preserve_evidence": lambda world: {
        "evidence": _row(world, Evidence, "with evidence"), "preserved_on": "2026-3-20", "how": "Copied."
    },
    "announce_hearing": lambda world: {
        "notice_on": "2026-3-20", "planned_on": "2026-4-20", "place": "Room", "subject": "The receipt",
        "chair": world.cast["own_reviewer"].post, **_PEOPLE,
    },
    "open_hearing": {"opened_on": "2026-3-20"},
    "close_hearing": lambda world: {
        "closed_on": "2026-3-21", "opinion": "So it is.",
        "transcript": _row(world, Attachment, "hearing", kind="HEARING_RECORD"),
    },
    "mediate": _mediate, "settle": _settle, "end_mediation": {"reason": "They do not agree."},
    "execute_settlement": {},
    "show_provisional_view": {"shown_on": "2026-3-20", "method": "IN_PERSON", "comment_by": "2026-4-20"},
    "record_comment": {"side": "PETITIONER", "received_on": "2026-3-21", "text": "No."},
    "answer_comment": lambda world: {"comment": _row(world, ViewComment, "commented"), "answer": "We looked."},
    "record_service_attempt": {"method": "POST", "tried_on": "2026-3-21", "failure": "RETURNED"},
    "ask_cooperation": {"kind": "EVIDENCE", "asked": "Moss County", "task": "Copy it.", "due": "2026-5-1"},
    "call_back_cooperation": lambda world: {"request": help_ids(world)["help"], "reason": "Found."},
    "offer_relief": {"kind": "MONEY", "need": "She is ill.", "applied_on": "2026-3-20"},
    "decide_relief": lambda world: {
        "relief": _row(world, Relief, "applied"), "decision": "GRANTED", "amount": "2000", "reasons": "She is ill."
    },
    "give_relief": lambda world: {
        "relief": _row(world, Relief, "granted"), "given_on": "2026-3-21",
        "proof": _row(world, Attachment, "granted", kind="PAYMENT_PROOF"),
    },
}  # fmt: skip

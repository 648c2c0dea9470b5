"""What everybody would write into each form, so that a refusal is about who asks and never about what was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import DAY
from tests.permissions.appeal_cases import APPEAL_FORMS
from tests.permissions.bulletin_cases import BULLETIN_PAGES
from tests.permissions.campaign_cases import CAMPAIGN_PAGES
from tests.permissions.hard_cases import HARD_FORMS
from tests.permissions.linkage_pairs import LINKAGE_PAGES
from tests.permissions.lookback_rounds import LOOKBACK_PAGES
from tests.permissions.procedure_cases import FORMS
from tests.permissions.record_cases import RECORD_FORMS, RECORD_PAGES
from tests.permissions.sorting_cases import SORTING_PAGES
from tests.permissions.supervision_cases import RAISE_FORM, SUPERVISION_PAGES
from tests.permissions.watch_cases import WATCH_FORMS
from tests.permissions.word_cases import WORD_FORMS
from tests.permissions.world import REGISTER, World, open_remedy

Form = Mapping[str, Any]
_DAY = DAY.isoformat()
_REASON = {"reason": "It is so."}


def _team(world: World) -> Form:
    cast = world.cast
    return {"leader": cast["leader"].post, "unit": cast.organ("lin_unit"), "handler": cast["handler"].post}


def _answer(world: World) -> Form:
    claim = world.claims("drafted")[0]
    words = {
        "facts_found": "No receipt.",
        "reasons": "One is owed.",
        "answer": "It is so.",
        "legal_basis": "L22 Art.21",
    }
    return {"claim": claim.pk, "result": "EXPLAINED", **words}


def _file(_: World) -> Form:
    return {"file": SimpleUploadedFile("paper.txt", b"A paper."), "kind": "OTHER", "claim": ""}


def _merge(world: World) -> Form:
    number = world.cast.matter(world.cases["accepted"]).number
    return {"into": number, **_REASON}


def _link(world: World) -> Form:
    number = world.cast.matter(world.cases["accepted"]).number
    return {"other": number, "kind": "SAME_EVENT", **_REASON}


def _done(world: World) -> Form:
    return {"remedy": open_remedy(world), "done_on": _DAY, "proof": "The receipt."}


_CONTACT = {
    "received_on": _DAY,
    "channel": "LETTER",
    "source": "DIRECT",
    "people": "1",
    "text": "A second letter.",
}
_CORRECT = {"title": "Other title", "place": "Lane 4", "category": "01.05", "purpose": "APPEAL", **_REASON}
_TO_MOSS = {"to": "Moss County", **_REASON}
_RETURN = {"reason": "FACTS_UNCLEAR", "remarks": "Claim 2 has no evidence."}

ACTIONS: dict[str, Form | Callable[[World], Form]] = {
    "register": {}, "sign_for": {}, "begin_screening": {}, "take_back": {}, "archive": {},
    "accept": {"note_text": ""}, "approve_plan": {"note_text": ""}, "close": {"note_text": ""},
    "transfer": _TO_MOSS, "assign": _TO_MOSS | {"report_by": "2026-5-1"},
    "divert": {"route": "COURT", **_REASON},
    "not_accept": {"reason": "COURT", "explanation": "The court decides this."},
    "merge": _merge, "object": {"reason": "OTHER_PLACE", "explanation": "It lies in Moss County."},
    "undo_merge": _REASON, "link_matters": _link, "unlink_matters": lambda world: {"link": world.link(), **_REASON},
    "refuse_objection": _REASON, "return_to_investigation": _REASON, "reopen": _REASON, "screen_again": _REASON,
    "assign_team": _team,
    "draft_plan": {"issues": "Was there a receipt?", "approach": "Ask.", "finish_by": "2026-4-1"},
    "investigate": {"kind": "INTERVIEW", "done_on": _DAY, "text": "No paper.", "claim": ""},
    "draft_opinion": {"method": "EXPLANATION", "summary": "No receipt was given.", "review_told": "River City."},
    "answer_claim": _answer, "issue_opinion": {"review_told": "You may ask River City."},
    "record_service": {"method": "IN_PERSON", "served_on": "2026-3-21", "received_by": "Wang Wu"},
    "begin_execution": {"rows": "0", "reason": "Nothing was promised."},
    "carry_out_remedy": _done, "hand_in_dossier": {"report": "All is done."},
    "accept_dossier": {"remarks": ""}, "return_dossier": _RETURN, "order_redo": _RETURN,
    "extend_limit": {"rule": "CN22-HDL-60", "days": "10", "told_on": "2026-3-20", "told_by": "IN_PERSON", **_REASON},
    "tell_progress": {"text": "We asked the station.", "told_on": "2026-3-20", "told_by": "IN_PERSON"},
    "raise_level": _REASON, "name_respondent": {"organ": "Moss County", "officer": "", "claim": "", **_REASON},
    "remove_respondent": lambda world: {"respondent": world.respondent(), **_REASON},
    "declare_recusal": {"ground": "OTHER", **_REASON},
    "ask_recusal": lambda world: {"post": world.cast["handler"].post, "ground": "OTHER", **_REASON},
    "decide_recusal": lambda world: {"recusal": world.recusal(), "grant": "no", **_REASON},
    "add_contact": _CONTACT, "attach_file": _file, "correct": _CORRECT,
    "record_causes": {"causes": ["LATE"], "words": "Page 3."},
    "raise_supervision": RAISE_FORM, **FORMS, **APPEAL_FORMS, **HARD_FORMS, **RECORD_FORMS, **WATCH_FORMS,
    **WORD_FORMS,
}  # fmt: skip
_PETITION = {
    "token": "t", "received_on": _DAY, "channel": "LETTER", "source": "DIRECT", "name": "Li Si", "title": "A lamp",
    "text": "The lamp is broken.", "category": "01.05", "purpose": "APPEAL", "group_size": "1",
}  # fmt: skip
PAGES: dict[str, Form | Callable[[World], Form]] = {
    "/sign-in/": {"username": "registrar", "password": "correct horse battery"},
    "/post/": {"post": "0"},
    "/language/": {"language": "en"},
    "/register/": _PETITION,
    "/register/draft/": {"discard": "1"},
    "/register/known/": {
        "name": "Lin Secret Person",
        "title": "Lin secret title",
        "place": "Lin secret lane",
    },
    "/cases/columns/": {"column": ["organ", "due"]},
    "/cases/filters/": {"name": "Late ones", "query": "due=late"},
    "/cases/assign/": lambda world: {"pick": [world.cases["accepted"]], **_team(world)},
    "/organs/staff/new/": {"username": "new.person", "name": "New Person", "language": "en"},
    "/organs/staff/{account}/": lambda world: {
        "deed": "appoint",
        "organ": world.cast.organ("lin"),
        "role": "registrar",
    },
    "/import/": lambda world: {"file": SimpleUploadedFile("new.csv", REGISTER.encode()), "register": "New"},
    "/reminders/read/": {"upto": "1"},
    "/reminders/calendar/": {"deed": "make"},
    "/import/{run}/mapping/": {"deed": "text", "text": "nonsense"},
    "/cases/{case}/identity/": lambda world: {"party": world.party("registered"), "why": "CONTACT"},
    "/cases/{case}/query-code/": lambda world: {"party": world.party("registered")},
    "/petition/bring/what/": {"what": "The lamp is dark."},
    "/petition/bring/resume/": {"code": "0000-0000-0000"},
    "/cooperation/{help}/": {"deed": "answer", "result": "It is done."},
    "/cases/{case}/letters/": {"kind": "acceptance_notice", "language": "en"},
    "/cases/{case}/letters/{letter}/": {"do": "issue"},
    "/cases/{case}/letters/?of=review": {"kind": "review_admission", "language": "en"},
    "/cases/{case}/letters/{letter}/?of=review": {"do": "issue"},
    **LOOKBACK_PAGES,
    **LINKAGE_PAGES,
    "/cases/{case}/dossier/": {"decide": "accept_dossier", "remarks": ""},
    **CAMPAIGN_PAGES,
    **SUPERVISION_PAGES,
    **BULLETIN_PAGES,
    **SORTING_PAGES,
    **RECORD_PAGES,
}


def form_for(page: str, world: World) -> dict[str, Any]:
    """Return what is sent to ``page`` (an address with placeholders)."""
    verb = page.rstrip("/").rpartition("/do/")[2]
    found = ACTIONS[verb] if "/do/" in page else PAGES.get(page, {})
    return dict(found(world) if callable(found) else found)

"""What is on record about herself: to see it, to have it as a file, to correct it, and to see who opened it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from dengwen.base.clock import now
from dengwen.domains.cases.reads.petitioner_case import organs_of_posts, organs_with_part, own_words
from dengwen.domains.cases.reads.petitioner_self import own_person, own_readings, shown_to
from dengwen.domains.cases.verbs.correct_own_data import correct_own_data
from dengwen.domains.records.verbs.exports import export_for_party
from dengwen.foundation.identity.sealing import PersonData
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import organ_name
from dengwen.interfaces.portal.mine.asking import Deed, Done, Given, Options, Question
from dengwen.interfaces.portal.mine.own import Own, own
from dengwen.interfaces.portal.mine.standing import story_of
from dengwen.interfaces.portal.session import PortalRequest, portal_view

_NAMES = ("name", "phone", "address", "document", "email")


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody of an office opened who she is: when, and on what ground."""

    at: datetime
    by: str
    ground: str


def readings(mine: Own) -> list[Reading]:
    """Return to whom her data went, newest first.

    One place: where the log of readings offers more (for one party, with its seals), it is asked here.
    """
    rows = own_readings(mine.actor)
    organs = organs_of_posts({row.post for row in rows})
    return [
        Reading(row.at, organ_name(organs[row.post]) if row.post in organs else "", row.ground)
        for row in rows
    ]


@require_safe
@portal_view
def data_page(request: PortalRequest, case: int) -> HttpResponse:
    """Show what is on record about her, who opened it, and which offices have or had the case."""
    mine = own(request.petitioner)
    known = own_person(mine.actor, mine.at)
    parts = {
        "case": case, "number": mine.case.number, "known": _known(known) if known else [],
        "readings": readings(mine), "shown_to": shown_to(mine.actor), "offices": _offices(mine),
    }  # fmt: skip
    return render(request, "portal/mine/data.html", parts)


@require_POST
@portal_view
def data_package(request: PortalRequest, case: int) -> HttpResponseBase:
    """Hand out her own data sealed: a printable file, hashes, proofs; ``dengwen-verify export`` checks it offline."""
    actor = request.petitioner
    made = export_for_party(case=case, party=actor.party or 0, actor=actor, at=now(), language=lang())
    return FileResponse(made.content, as_attachment=True, filename=made.name, content_type="application/zip")


@require_safe
@portal_view
def data_file(request: PortalRequest, case: int) -> HttpResponse:
    """Hand out all of it as a file (LPI Art.45): hers alone, nothing of whoever brought the case with her."""
    mine = own(request.petitioner)
    answer = JsonResponse(_everything(mine), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="my-data-{mine.case.number}.json"'
    return answer


def _everything(mine: Own) -> dict[str, Any]:
    known = own_person(mine.actor, mine.at)
    return {
        "number": mine.case.number, "about_you": asdict(known) if known else {},
        "brought": [
            {"received_on": row.received_on.isoformat(), "channel": row.channel, "text": row.text}
            for row in own_words(mine.actor)
        ],
        "claims": list(mine.case.claims),
        "happened": [{"at": line.at.isoformat(), "what": line.sentence} for line in story_of(mine.actor)],
        "opened_by": [
            {"at": row.at.isoformat(), "office": row.by, "ground": row.ground} for row in readings(mine)
        ],
        "offices": [asdict(office) for office in _offices(mine)],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """An office that has or had a part in the case: since when, until when (ISO days)."""

    name: str
    since: str
    until: str


def _offices(mine: Own) -> list[Office]:
    return [
        Office(organ_name(organ), since.isoformat(), until.isoformat() if until else "")
        for organ, since, until in organs_with_part(mine.actor)
    ]


def _names() -> Mapping[str, str]:
    return {
        "name": say("My name"), "phone": say("My telephone"), "address": say("My address"),
        "document": say("My identity document"), "email": say("My e-mail"),
    }  # fmt: skip


def _known(person: PersonData) -> list[tuple[str, str]]:
    return [(words, getattr(person, name)) for name, words in _names().items()]


def _fields(_own: Own) -> Options:
    return list(_names().items())


def _correct(mine: Own, given: Given) -> Done:
    changes = {given.one("field"): given.one("value")}
    correct_own_data(case=mine.case.id, party=mine.actor.party, changes=changes, actor=mine.actor, at=mine.at)
    return Done(_("It is corrected. That it was corrected is on record; what stood before stays sealed."))


CORRECT = Deed(
    "correct",
    _("Correct my personal details"),
    _("A name spelled wrong, another telephone, a new address."),
    (
        Question("field", _("What is wrong?"), "choice", options=_fields),
        Question(
            "value",
            _("What should it be?"),
            "line",
            _("Leave it empty to have it taken away."),
            optional=True,
        ),
    ),
    _correct,
    lambda mine: mine.actor.party is not None and mine.may("correct_own_data"),
    _("The office that has your case sees the new details. The old ones are kept sealed and no longer used."),
)

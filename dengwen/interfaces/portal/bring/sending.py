"""Sending: the petition is registered, and the receipt takes the place of the draft, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.by_query_code import Opened, opened_by
from dengwen.domains.cases.reads.portal_drafts import draft_contents, portal_draft
from dengwen.domains.cases.rules.draft import PersonDraft, PetitionDraft
from dengwen.domains.cases.rules.portal import DRAFT_DAYS
from dengwen.domains.cases.verbs.name_respondent import name_respondent
from dengwen.domains.cases.verbs.portal_drafts import settle_draft
from dengwen.domains.cases.verbs.register_petitions import Registered, register_petition
from dengwen.domains.deadlines.reads.told_days import told_days
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.ledger.reads.receipt import paper_of, receipt_of
from dengwen.foundation.organs.reads.superiors import organ_row
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.petitioner import petitioner
from dengwen.foundation.rulebook.loading import pack_in_force
from dengwen.interfaces.portal.bring.petition import Scribe, forms_of, petition_of, wrong_step

_BEFORE_ACCEPTANCE = ("acceptance_direct", "acceptance_passed_on", "screening")


class NotAnsweredError(Exception):
    """A question is still open, or was answered wrongly: ``step`` says which."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


@dataclass(frozen=True, slots=True)
class Sent:
    """The receipt, and what it opens."""

    receipt: dict[str, Any]
    opened: Opened


def send(*, draft: int, at: datetime, scribe: Actor | None = None) -> Sent:
    """Register the draft once, however often it is sent; the second finds the receipt of the first.

    ``scribe`` is the registrar who wrote it down for somebody: then she is the actor. Raises
    :class:`NotAnsweredError`, ``draft.expired``, and what registering and attaching refuse.
    """
    with transaction.atomic():
        held = portal_draft(draft, at=at, hold=True)
        if held is None:
            raise Refusal("draft.expired", days=DRAFT_DAYS)
        if held.receipt is not None:
            return sent_of(held.receipt)
        if step := wrong_step(held.answers, forms_of(held.answers)):
            raise NotAnsweredError(step)
        stranger = petitioner(at=at)
        today = local_day(at, settings.TIME_ZONE)
        who = Scribe(scribe.bureau, scribe.name) if scribe else None
        petition = petition_of(held.answers, top=stranger.organ, today=today, scribe=who)
        done = _register(petition, scribe or stranger, at)
        opened = opened_by(number=done.number or "", code=done.codes[0])
        if opened is None:
            raise AssertionError("a code that was just given out opens its case")
        own = replace(stranger, case=opened.case, party=opened.party)
        files = {content: name for name, content in draft_contents(draft)}  # the same one twice is one
        for content, name in files.items():
            attach_file(
                case=done.matter, name=name, content=content, kind="PETITION", actor=scribe or own, at=at
            )
        if scribe:
            _name(petition, done, scribe, at)
        set_post(own.post, case=own.case, party=own.party)
        receipt = _receipt(petition, done, opened, at) | {"files": list(files.values())}
        settle_draft(draft=draft, receipt=receipt, at=at)
        return sent_of(receipt)


def sent_of(receipt: dict[str, Any]) -> Sent:
    """Return what a kept receipt says."""
    return Sent(receipt, Opened(receipt["case"], receipt["party"]))


def receipt_file(receipt: dict[str, Any], at: datetime) -> dict[str, Any] | None:
    """Return the receipt as a file that can be checked without this site."""
    own = petitioner(at=at)
    with transaction.atomic():
        set_post(own.post, case=receipt["case"], party=receipt["party"])
        return receipt_of(
            kind="case", subject=receipt["case"], event="registered", number=receipt["number"],
            organ=receipt["organ"],
        )  # fmt: skip


def _register(petition: PetitionDraft, actor: Actor, at: datetime) -> Registered:
    """Register; a scribe names who is accused last, for that may hide the case from her."""
    drafted = petition if actor.is_petitioner else replace(petition, respondents=())
    return register_petition(draft=drafted, actor=actor, at=at)


def _name(petition: PetitionDraft, done: Registered, scribe: Actor, at: datetime) -> None:
    for named in petition.respondents:
        name_respondent(
            case=done.matter, organ=named.organ, officer=named.officer, name=named.name, actor=scribe,
            reason=_("Named when the petition was registered."), at=at,
        )  # fmt: skip


def _receipt(petition: PetitionDraft, done: Registered, opened: Opened, at: datetime) -> dict[str, Any]:
    told = told_days(done.matter)
    law = pack_in_force(petition.received_on, nearest=True)
    organ = organ_row(petition.organ)
    answer_by = next((told[key] for key in _BEFORE_ACCEPTANCE if key in told), None)
    progress = told.get("progress")
    return {
        "case": opened.case, "party": opened.party, "number": done.number, "at": at.isoformat(),
        "organ": organ.name, "organ_en": organ.name_en, "text": petition.text,
        "asks": [claim.text for claim in petition.claims],
        "codes": [[name, code] for name, code in zip(_whose(petition.people), done.codes, strict=True)],
        "paper": paper_of(kind="case", subject=done.matter),
        "answer_by": answer_by.isoformat() if answer_by else None,
        "next_word": progress.isoformat() if progress else None,
        "answer_days": law.limit("handling").length if law.has("handling") else None,
    }  # fmt: skip


def _whose(people: Sequence[PersonDraft]) -> list[str]:
    """Return whose code is whose, in the order in which they were given out."""
    return [person.name for person in people if person.role in ("petitioner", "representative")] or [""]

"""Register petitions: one from the form, thousands from a former register, through the same door."""

import json
import secrets
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Contact, Matter, Party
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft, check_draft
from dengwen.domains.cases.states import CloseBasis, State
from dengwen.domains.cases.verbs.door import Passage, finish, open_book
from dengwen.domains.cases.verbs.first_look import DIGESTS, first_look, units_of
from dengwen.domains.cases.verbs.name_respondent import respondent_row
from dengwen.domains.cases.verbs.numbers import take_numbers
from dengwen.domains.cases.verbs.query_codes import first_codes
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.foundation.identity.sealing import PersonData, mask
from dengwen.foundation.identity.verbs.seal_people import sealed_person
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import pack_in_force

TITLE_LENGTH = 200
_KEYS = "cases_matter.external_key = ANY (ARRAY(SELECT jsonb_array_elements_text(%s::jsonb)))"
# Once the opinion is issued, what a further letter claims stands in the letter: it does not undo the opinion.
OPEN_TO_CLAIMS = frozenset(State) - {
    State.OPINION_ISSUED,
    State.SERVED,
    State.EXECUTING,
    State.DOSSIER_REVIEW,
    State.FOLLOW_UP,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of one draft. ``outcome``: made (a new matter), attached (a further contact), known (was in)."""

    outcome: str
    matter: int
    number: str | None
    codes: tuple[str, ...] = ()  # the query codes, one a petitioner; they are shown now and never again


def register_petition(*, draft: PetitionDraft, actor: Actor, at: datetime) -> Registered:
    """Register one petition and give out the query codes; see :func:`register_petitions`."""
    return register_petitions(drafts=[draft], actor=actor, at=at, with_codes=True)[0]


def receive_petition(*, draft: PetitionDraft, actor: Actor, at: datetime) -> Registered:
    """Take in what arrived and is still to be registered; it has no number yet, and cannot be lost either."""
    return register_petitions(drafts=[draft], actor=actor, at=at, number_them=False)[0]


def register_petitions(
    *,
    drafts: Sequence[PetitionDraft],
    actor: Actor,
    at: datetime,
    number_them: bool = True,
    with_codes: bool = False,
) -> list[Registered]:
    """Register ``drafts`` in one transaction, in their order; return what became of each.

    A draft whose row is in already is known and changes nothing; one whose matter is known from the same former
    register attaches as a further contact with its claims; every other makes a matter. ``at`` is the instant of
    registering. Raises the refusals of :func:`check_draft`, ``right.missing`` and ``place.not_yours``: then no
    draft of the call was registered.

    Source: L22 Art.21, L05 Art.12 (register at once, receipt with a number that can be asked for).
    """
    if not actor.is_petitioner:
        actor.require(Right.REGISTER)
    book = open_book()
    with nullcontext() if book else transaction.atomic():
        if book is None:
            set_post(actor.post, anew=False)
        today = local_day(at, settings.TIME_ZONE)
        for draft in drafts:
            check_draft(draft, today=today)
        work = _Batch(actor, at, today, number_them, with_codes)
        work.look_up(drafts)
        results = [work.take(draft) for draft in drafts]
        work.close()
        return [
            Registered(outcome, matter.pk, matter.number, work.codes.get(matter.pk, ()))
            for outcome, matter in results
        ]


class _Batch:
    """The drafts of one call on their way to passages."""

    def __init__(self, actor: Actor, at: datetime, today: date, number_them: bool, with_codes: bool) -> None:
        self.actor, self.at, self.today, self.number_them = actor, at, today, number_them
        self.with_codes = with_codes
        self.new_codes: list[tuple[Matter, tuple[str, ...]]] = []
        self.known_rows: dict[bytes, Matter] = {}
        self.known_keys: dict[tuple[str, str], Passage] = {}
        self.passages: list[Passage] = []
        self.receipts: list[Passage] = []
        self.names: dict[int, str] = {}
        self.touched: dict[int, Passage] = {}

    def look_up(self, drafts: Sequence[PetitionDraft]) -> None:
        """Find which rows and matters of the former registers are in already, and lock the latter."""
        digests = [draft.row_digest for draft in drafts if draft.row_digest]
        some_known, self.names = first_look(self.actor, digests, {draft.organ for draft in drafts})
        if some_known:
            wanted = RawSQL(DIGESTS, [" ".join(digest.hex() for digest in digests)], BooleanField())  # noqa: S611 - own words
            contacts = Contact.objects.filter(wanted).select_related("matter")
            self.known_rows = {bytes(contact.row_digest or b""): contact.matter for contact in contacts}
        keys = {(draft.external_source, draft.external_key) for draft in drafts if draft.external_key}
        for source in {source for source, _ in keys}:
            named = json.dumps([key for name, key in keys if name == source])
            found = Matter.objects.select_for_update(of=("self",)).filter(
                RawSQL(_KEYS, [named], BooleanField()),  # noqa: S611 - own words
                ~Q(external_key=""),  # what the partial index says of itself
                external_source=source,
            )
            for matter in found.order_by("pk"):
                self.known_keys[source, matter.external_key] = Passage(
                    matter, "contact_added", self.actor, self.at, self.today
                )
        for draft in drafts:
            if draft.organ not in self.names:
                raise Refusal("place.not_yours", organ=draft.organ)
        units = {(draft.organ, draft.unit) for draft in drafts if draft.unit}
        if units and units - set(units_of(unit for _, unit in units)):
            raise Refusal("place.not_yours", organ=next(iter(units))[0])

    def take(self, draft: PetitionDraft) -> tuple[str, Matter]:
        """Turn one draft into a passage of its own, or add it to the matter's."""
        if draft.row_digest and draft.row_digest in self.known_rows:
            return "known", self.known_rows[draft.row_digest]
        known = (
            self.known_keys.get((draft.external_source, draft.external_key)) if draft.external_key else None
        )
        if known is not None:
            return "attached", self._attach(known, draft)
        passage = self._begin(draft)
        if draft.row_digest:
            self.known_rows[draft.row_digest] = passage.matter
        if draft.external_key:
            self.known_keys[draft.external_source, draft.external_key] = passage
        return "made", passage.matter

    def _attach(self, passage: Passage, draft: PetitionDraft) -> Matter:
        matter = passage.matter
        if not passage.is_new and id(passage) not in self.touched:
            passage.watch(matter)
            self.touched[id(passage)] = passage
            self.passages.append(passage)
        if draft.row_digest:
            self.known_rows[draft.row_digest] = matter
        passage.facts["contacts"] = int(str(passage.facts.get("contacts", 0))) + 1
        _add_contact(passage, draft, first=False)
        return matter

    def _begin(self, draft: PetitionDraft) -> Passage:
        matter = _new_matter(draft, self.actor, self.at)
        event = "taken_over" if draft.closed_on else ("registered" if self.number_them else "received")
        passage = Passage(matter, event, self.actor, self.at, self.today)
        passage.facts |= {
            "channel": draft.channel,
            "source": draft.source,
            "organ": draft.organ,
            "contacts": 1,
        }
        if self.actor.is_petitioner:
            passage.facts["by_petitioner"] = True
        passage.move_to(State.REGISTERED if self.number_them else State.RECEIVED)
        if draft.closed_on:
            passage.move_to(State.CLOSED)
            passage.facts["closed_on"] = draft.closed_on.isoformat()
        _add_contact(passage, draft, first=True)
        for person in draft.people:
            _add_party(passage, person)
        for named in (each for respondent in draft.respondents for each in respondent.each()):
            passage.create(respondent_row(matter, passage, named))
        passage.involve(draft.organ, "registered")
        if self.with_codes:
            parties = [row for row in passage.created if isinstance(row, Party)]
            codes, rows = first_codes(matter, parties, self.today)
            self.new_codes.append((matter, tuple(codes)))
            for row in rows:
                passage.create(row)
        if draft.note:
            passage.say("note", draft.note)
        self.passages.append(passage)
        if (
            not draft.row_digest
        ):  # a row of a former register stands there already; nobody waits for a receipt
            self.receipts.append(passage)
        return passage

    def close(self) -> None:
        """Give the numbers and let everything through the door."""
        if self.number_them:
            take_numbers([passage.matter for passage in self.passages if passage.is_new], self.today.year)
            for passage in self.receipts:
                matter = passage.matter
                if name := self.names.get(matter.registered_by_id):
                    passage.promised = (matter.number or "", name)
        finish(self.passages)

    @property
    def codes(self) -> dict[int, tuple[str, ...]]:
        """Return the query codes that were given out, by matter; the matters have their ids now."""
        return {matter.pk: codes for matter, codes in self.new_codes}


def _new_matter(draft: PetitionDraft, actor: Actor, at: datetime) -> Matter:
    return new_row(
        Matter,
        title=_title(draft), place=draft.place[:200], category=draft.category, purpose=draft.purpose,
        channel=draft.channel, source=draft.source, urgent=draft.urgent, organ_id=draft.organ,
        registered_by_id=draft.organ, unit_id=draft.unit, received_on=draft.received_on,
        occurred_on=draft.occurred_on, registered_at=at, closed_on=draft.closed_on,
        close_basis=CloseBasis.FORMER_REGISTER.value if draft.closed_on else CloseBasis.NONE.value,
        pack=pack_in_force(draft.received_on, nearest=True).code, external_source=draft.external_source,
        external_key=draft.external_key, salt=secrets.token_bytes(16), version=0,
    )  # fmt: skip


def _title(draft: PetitionDraft) -> str:
    words = " ".join((draft.title or draft.text).split())
    return words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1] + "…"


def _add_contact(passage: Passage, draft: PetitionDraft, *, first: bool) -> None:
    matter = passage.matter
    passage.create(
        new_row(
            Contact,
            matter=matter,
            channel=draft.channel,
            source=draft.source,
            received_on=draft.received_on,
            first=first,
            text=draft.text or draft.title,
            reply=draft.answer,
            people=draft.head_count,
            row_digest=draft.row_digest,
        )
    )
    if not first and matter.state not in OPEN_TO_CLAIMS:
        return
    claims = draft.claims or (ClaimDraft(text=draft.text or draft.title),)
    position = _next_position(passage, first=first)
    for offset, claim in enumerate(claims):
        passage.create(
            new_row(
                Claim,
                matter=matter,
                position=position + offset,
                text=claim.text,
                remedy_sought=claim.remedy_sought,
                category=claim.category or draft.category,
                purpose=claim.purpose or draft.purpose,
            )
        )


def _next_position(passage: Passage, *, first: bool) -> int:
    if first:
        return 1
    waiting = [row.position for row in passage.created if isinstance(row, Claim)]
    if waiting:
        return max(waiting) + 1
    last = (
        Claim.objects.filter(matter=passage.matter)
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    return (last or 0) + 1


def _add_party(passage: Passage, person: PersonDraft) -> None:
    sealed = None
    if person.told_something():
        data = PersonData(person.name, person.phone, person.address, person.document, person.email)
        sealed = sealed_person(data)
        passage.create(sealed)
    party = Party(
        matter=passage.matter, person=sealed, role=person.role, mask=mask(person.name), note=person.note
    )
    passage.create(party)

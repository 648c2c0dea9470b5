"""One matter's life: every step of its story as calls of verbs, by the right post on the right day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings

from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft, RespondentDraft
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs import (
    accept_matter,
    add_contact,
    archive_matter,
    assign_team,
    begin_screening,
    dispute_jurisdiction,
    divert_matter,
    merge_matters,
    not_accept_matter,
    object_to_matter,
    register_petitions,
    register_received,
    reopen_matter,
    send_matter,
    sign_for_matter,
)
from dengwen.domains.cases.verbs.book import Book
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.console.demo.accused import respondents_of
from dengwen.interfaces.console.demo.arriving import DIRECT
from dengwen.interfaces.console.demo.land import Land
from dengwen.interfaces.console.demo.organs import Kind
from dengwen.interfaces.console.demo.papers import paper
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.steps import Step, StepKind
from dengwen.interfaces.console.demo.stories import Contact, Story
from dengwen.interfaces.console.demo.wording import Pen
from dengwen.interfaces.console.demo.words import told

_SOURCES = {
    Kind.PETITION_BUREAU: "PETITION_BUREAU", Kind.PEOPLES_CONGRESS: "PEOPLES_CONGRESS",
    Kind.DISCIPLINE_INSPECTION: "DISCIPLINE_INSPECTION", Kind.POLITICAL_LEGAL_COMMITTEE: "POLITICAL_LEGAL",
    Kind.PROCURATORATE: "PROCURATORATE", Kind.GOVERNMENT: "GOVERNMENT",
}  # fmt: skip
_ROUTES = {
    "01": "CRIM_COMPLAINT", "02": "PROCURATORATE", "04": "CRIM_COMPLAINT", "05": "RECONSIDERATION",
    "06": "TRAFFIC_REEXAM", "08": "CRIM_INFO", "09": "REAPPRAISAL", "11": "STATE_COMP",
}  # fmt: skip
_FIRST_HOUR, _OPEN_MINUTES = 9, 400
Doors = Mapping[StepKind, Callable[["Life", Step], None]]


class Known(Protocol):
    """Where the other lives of the book are found."""

    def __getitem__(self, number: int) -> int:
        """Return the id of the matter of story ``number``."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on a day: a step of the story, a further contact, or the receipt itself."""

    day: date
    what: Step | Contact | None


class Life:
    """The matter of one story on its way; ``case`` is its id once it was taken in, ``book`` where it is lived now."""

    book: Book

    def __init__(self, story: Story, seed: int, land: Land, book: Book | None, known: Known) -> None:
        self.story, self.land, self.known = story, land, known
        if book is not None:
            self.book = book
        self.random, self.seed = chance("life", seed, story.number), seed
        organ = land.province.by_code[story.organ_code]
        name = organ.name if story.language == "zh" else organ.name_en
        self.pen = Pen(self.random, story.language, title=story.title, organ=name)
        self.case, self.day, self.at = 0, story.received_on, self._morning(story.received_on)
        self.stopped = False
        self.stand_ins: dict[Role, Role] = {}  # who acts in whose place since somebody stood aside

    def events(self) -> list[Event]:
        """Return everything that happens, in order."""
        first = self.story.received_on
        found = [Event(first + timedelta(days=step.day), step) for step in self.story.path]
        found += [Event(first + timedelta(days=contact.day), contact) for contact in self.story.contacts]
        return [Event(first, None), *sorted(found, key=lambda event: event.day)]

    def live(self, event: Event, doors: Doors) -> None:
        """Let ``event`` happen through the door that ``doors`` names; raises a refusal where a door says no."""
        self.day, self.at = event.day, max(self.at, self._morning(event.day))
        if event.what is None:
            self._receive()
        elif isinstance(event.what, Contact):
            self._contact(event.what)
        elif event.what.kind is not StepKind.REGISTER or self.state == State.RECEIVED:
            doors[event.what.kind](self, event.what)

    @property
    def matter(self) -> Any:
        """The matter as it stands in the book."""
        return self.book.matter(self.case)

    @property
    def state(self) -> str:
        """Where the matter stands."""
        return str(self.matter.state)

    @property
    def holder(self) -> str:
        """The code of the organ that holds the matter."""
        return self.land.codes[self.matter.organ_id]

    def by(self, role: Role, organ: str | None = None) -> dict[str, Any]:
        """Return what every verb wants to know: the case, who acts, and when; each time a little later."""
        return self._call(self.acting(role, organ))

    def by_other(self, role: Role, organ: str) -> dict[str, Any]:
        """Return the same for somebody who decided nothing in the matter yet, but for what is in hand now."""
        decided = {row.decided_by_id for row in self.rows("appeals.reviewdecision")}
        return self._call(self.land.actor(organ, role, self.day, but=decided))

    def _call(self, actor: Actor) -> dict[str, Any]:
        self.at += timedelta(
            minutes=3 + int(self.random.random() * 9), seconds=int(self.random.random() * 60)
        )
        return {"case": self.case, "actor": actor, "at": self.at}

    def acting(self, role: Role, organ: str | None = None) -> Actor:
        """Return the post that acts today in a role, for the holder where no organ is named."""
        role = role if organ else self.stand_ins.get(role, role)
        return self.land.actor(organ or self.holder, role, self.day)

    def _morning(self, day: date) -> datetime:
        minutes = _FIRST_HOUR * 60 + self.story.number * 37 % _OPEN_MINUTES
        return datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(settings.TIME_ZONE))

    def _receive(self) -> None:
        """Take the petition in; who registers the same day does both at once."""
        actor = self.acting(Role.REGISTRAR, self.story.organ_code)
        first = self.story.path[0] if self.story.path else None
        at_once = first is not None and first.kind is StepKind.REGISTER and first.day == 0
        take_in = register_petitions.register_petition if at_once else register_petitions.receive_petition
        self.case = take_in(draft=self._draft(), actor=actor, at=self.at).matter
        if self.random.random() < 0.05:
            kind, number = ("PETITION", 0) if self.random.random() < 0.7 else ("EVIDENCE", 1)
            self.attach(kind, self.pen.nth("file", number), Role.REGISTRAR)

    def attach(self, kind: str, words: str, role: Role, organ: str | None = None) -> None:
        """Attach a small invented paper."""
        name, content = paper(kind, words, self.story.number)
        attach_file(name=name, content=content, kind=kind, **self.by(role, organ))

    def last_paper(self) -> int:
        """Return the id of the file that was attached last."""
        return max(int(file.pk) for file in self.rows("letters.attachment"))

    def rows(self, label: str) -> list[Any]:
        """Return the rows of the matter by the label of their model, as ``cases.claim``."""
        return self.book.rows_called(self.case, label)

    def _draft(self) -> PetitionDraft:
        story = self.story
        outside = None if story.source == DIRECT else self.land.province.by_code[story.source].kind
        return PetitionDraft(
            organ=self.land.ids[story.organ_code], title=story.title, text=story.text, category=story.category,
            purpose=told("purposes", story.purpose), channel=told("channels", story.channel),
            received_on=story.received_on,
            source=DIRECT if outside is None else told("sources", _SOURCES[outside]), occurred_on=story.occurred_on,
            place=story.place, respondents=self._respondents(),
            head_count=story.group_size, urgent=story.group_size >= 20, people=self._people(),
            claims=tuple(
                ClaimDraft(text=claim.text, remedy_sought=claim.remedy_sought) for claim in story.claims
            ),
        )  # fmt: skip

    def _respondents(self) -> tuple[RespondentDraft, ...]:
        """Whoever tells a story again complains about the same people."""
        again = next((step.into for step in self.story.path if step.into is not None), None)
        if again is None:
            return respondents_of(self.story, self.seed, self.land)
        rows = self.book.rows_called(self.known[again], "cases.respondent")
        return tuple(RespondentDraft(row.organ_id, row.officer_id, row.name) for row in rows)

    def _people(self) -> tuple[PersonDraft, ...]:
        story, person = self.story, self.story.petitioner
        if person is None:
            return ()
        first = PersonDraft(name=person.name, phone=person.phone, address=person.address)
        behalf = (PersonDraft(role="on_behalf"),) if story.on_behalf_of else ()
        others = (PersonDraft(name=name, role="representative") for name in story.representatives)
        return (first, *behalf, *others)

    def _contact(self, contact: Contact) -> None:
        add_contact.add_contact(
            channel=told("channels", contact.channel), source=DIRECT, received_on=self.day, text=contact.text,
            **self.by(Role.REGISTRAR, None if self.matter.guarded else self.story.organ_code),
        )  # fmt: skip


def _register(life: Life, _: Step) -> None:
    register_received.register_received(**life.by(Role.REGISTRAR))


def _screen(life: Life, _: Step) -> None:
    verb: Callable[..., None] = begin_screening.begin_screening
    if life.state in (State.TRANSFERRED, State.ASSIGNED):
        verb = sign_for_matter.sign_for_matter
    elif life.state == State.OBJECTED:
        verb = object_to_matter.take_back_matter
    verb(**life.by(Role.REGISTRAR))


def _transfer(life: Life, step: Step) -> None:
    send_matter.transfer_matter(
        to=life.land.ids[step.to or ""], reason=life.pen.write("sent"), **life.by(Role.REGISTRAR)
    )


def _assign(life: Life, step: Step) -> None:
    send_matter.assign_matter(
        to=life.land.ids[step.to or ""], reason=life.pen.write("sent"), report_by=life.day + timedelta(days=60),
        **life.by(Role.REGISTRAR),
    )  # fmt: skip


def _object(life: Life, _: Step) -> None:
    reason = life.random.choice(("OTHER_PLACE", "NOT_IN_CHARGE", "ALREADY_HELD"))
    object_to_matter.object_to_matter(
        reason=told("objection_reasons", reason),
        explanation=life.pen.write("objected"),
        **life.by(Role.REGISTRAR),
    )


def _accept(life: Life, _: Step) -> None:
    """Accept it; where several organs were in dispute, their superior says who does."""
    if life.state == State.JURISDICTION_DISPUTE:
        dispute_jurisdiction.decide_jurisdiction(
            to=life.matter.organ_id, reason=life.pen.write("competent"),
            **life.by(Role.REGISTRAR, life.land.codes[life.matter.review_organ_id]),
        )  # fmt: skip
        return
    accept_matter.accept_matter(**life.by(Role.REGISTRAR))


def _not_accept(life: Life, _: Step) -> None:
    reason = life.random.choice(("COURT", "NOT_POLICE", "IN_PROCEDURE", "PENDING"))
    not_accept_matter.not_accept_matter(
        reason=told("not_accept_reasons", reason),
        explanation=life.pen.write("not_accepted"),
        **life.by(Role.REGISTRAR),
    )


def _divert(life: Life, _: Step) -> None:
    route = _ROUTES.get(life.story.category[:2], "RECONSIDERATION")
    divert_matter.divert_matter(
        route=told("routes", route), reason=life.pen.write("diverted"), **life.by(Role.REGISTRAR)
    )


def _merge(life: Life, step: Step) -> None:
    into = life.known[step.into if step.into is not None else -1]
    merge_matters.merge_matters(into=into, reason=life.pen.write("merged"), **life.by(Role.REGISTRAR))


def _appoint(life: Life, _: Step) -> None:
    leader, handler = life.acting(Role.LEADER), life.acting(Role.HANDLER)
    assign_team.assign_team(
        leader=leader.post, handler=handler.post, unit=life.land.ids[life.land.office(life.holder)],
        **life.by(Role.REGISTRAR),
    )  # fmt: skip


def _archive(life: Life, _: Step) -> None:
    archive_matter.archive_matter(**life.by(Role.REGISTRAR))


def _reopen(life: Life, _: Step) -> None:
    reopen_matter.reopen_matter(reason=life.pen.write("reopened"), **life.by(Role.LEADER))


AT_THE_DOOR: Doors = {
    StepKind.REGISTER: _register, StepKind.SCREEN: _screen, StepKind.TRANSFER: _transfer,
    StepKind.ASSIGN: _assign, StepKind.OBJECT: _object, StepKind.ACCEPT: _accept,
    StepKind.NOT_ACCEPT: _not_accept, StepKind.DIVERT: _divert, StepKind.MERGE: _merge,
    StepKind.APPOINT_HANDLER: _appoint, StepKind.ARCHIVE: _archive, StepKind.REOPEN: _reopen,
}  # fmt: skip

"""Lin County's cases, one in every state that a page or an action asks for, all through their doors.

``SECRETS`` must never be read by a stranger: the title, the numbers, the place and the name of the petitioner.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dengwen.domains.cases.models import Claim, Party, Recusal, Respondent
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.name_respondent import name_respondent
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.cases.verbs.object_to_matter import object_to_matter
from dengwen.domains.cases.verbs.recuse import ask_recusal
from dengwen.domains.cases.verbs.register_petitions import register_petitions
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.handling.models import Remedy
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.letters.models import Attachment, Letter
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.domains.matching.models import Link
from dengwen.domains.registers.verbs.plan_run import plan_run
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import load_actor
from dengwen.foundation.staff.models import Account, Post
from dengwen.interfaces.sheets.mapping_file import dump_mapping
from dengwen.interfaces.sheets.reading import open_sheet
from dengwen.interfaces.sheets.source import file_digest
from dengwen.interfaces.sheets.storing import keep_upload, stored_path
from dengwen.interfaces.sheets.suggesting import suggest
from tests.cast import DAY, FOUNDED, MORNING, Cast
from tests.handling.walk import Walk, Words
from tests.permissions.appeal_cases import appeal_states
from tests.permissions.bulletin_cases import WORDS as BULLETIN
from tests.permissions.bulletin_cases import bulletin_ids
from tests.permissions.campaign_cases import campaign_ids, campaign_states
from tests.permissions.hard_cases import hard_states
from tests.permissions.linkage_pairs import linkage_ids, make_pair
from tests.permissions.lookback_rounds import DRAWN, PLANNED, lookback_ids, make_rounds
from tests.permissions.matching_cases import matching_states
from tests.permissions.procedure_cases import NEED, help_ids, states
from tests.permissions.record_cases import record_states
from tests.permissions.sorting_cases import OUTSIDE_TITLE, make_sorting, sorting_ids
from tests.permissions.supervision_cases import SPOKEN, make_inspection, supervision_ids, supervision_states
from tests.permissions.watch_cases import watch_states

NOW = MORNING + timedelta(days=20)
TITLE = "Lin secret title"
PLACE = "Lin secret lane"
PERSON = "Lin Secret Person"
PHONE = "19900005678"
FILE = b"Lin secret letter"
FORMER_REGISTER, FORMER_FILE = "Lin secret register", "lin-secret.csv"
REGISTER = f"No,Received on,Title,Text\n1,2014-03-01,{TITLE},The lamp was dark.\n"


@dataclass
class World:
    """The cases by state, and the ids that stand in addresses."""

    cast: Cast
    cases: dict[str, int] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    run: int = 0
    run_file: Path = Path()

    def ids(self, state: str) -> dict[str, int]:
        """Return what the placeholders of an address stand for when it is about the case in ``state``."""
        cast, case = self.cast, self.cases.get(state, 0)
        set_post(cast["registrar"].post)
        file = Attachment.objects.filter(matter=case).first()
        names = {name: cast.organ(name) for name in ("lin", "moss", "river", "stone")}
        letter = Letter.objects.filter(matter=case).first()
        names["letter"] = letter.pk if letter else 0
        names["other"] = self.cases.get("accepted", 0)
        return names | {"case": case, "file": file.pk if file else 0, "account": cast["handler"].account,
                        "post": cast["handler"].post, "run": self.run, **help_ids(self),
                        **lookback_ids(cast), **campaign_ids(self), **supervision_ids(self, case), **bulletin_ids(cast),
                        **sorting_ids(self), **linkage_ids(cast)}  # fmt: skip

    def restore(self) -> None:
        """Put the handed-in file back: what happens on disk is not rolled back."""
        self.run_file.write_bytes(REGISTER.encode())

    def party(self, state: str) -> int:
        """Return the petitioner of the case in ``state``."""
        return Party.objects.filter(matter=self.cases[state]).order_by("pk")[0].pk

    def respondent(self) -> int:
        """Return who is complained about in the case that names somebody."""
        return Respondent.objects.get(matter=self.cases["complained about"]).pk

    def recusal(self) -> int:
        """Return the request for recusal that waits for its decision."""
        return Recusal.objects.get(matter=self.cases["recusal asked"]).pk

    def link(self) -> int:
        """Return the link of the case that is linked with another."""
        return Link.objects.get(matter=self.cases["paired"]).pk

    def claims(self, state: str) -> list[Claim]:
        """Return the claims of the case in ``state``."""
        return list(Claim.objects.filter(matter=self.cases[state]).order_by("position"))

    def secrets(self) -> list[str]:
        """Return what no stranger may read."""
        return [
            TITLE,
            PLACE,
            PERSON,
            NEED,
            FORMER_REGISTER,
            FORMER_FILE,
            PLANNED,
            DRAWN,
            *SPOKEN,
            BULLETIN,
            OUTSIDE_TITLE,
            *self.numbers,
        ]


def make_world(cast: Cast) -> World:
    """Register and walk the cases; the last day of it lies before ``NOW``."""
    world = World(cast)
    for state, make in _STATES.items():
        world.cases[state] = make(cast)
    for case in world.cases.values():
        number = cast.matter(case).number
        if number:
            world.numbers.append(number)
    _plan_import(world)
    make_inspection(cast, world.cases["registered"])
    make_sorting(cast)
    make_pair(cast, world.cases["registered"], world.cases["complained about"])
    make_rounds(cast, until=(NOW - timedelta(days=1)).date(), at=NOW)
    return world


def _plan_import(world: World) -> None:
    """Hand in a former register of Lin County, as its page does; nothing of it is taken yet."""
    stored = keep_upload(SimpleUploadedFile("register.csv", REGISTER.encode()))
    path = world.run_file = stored_path(stored)
    sheet = open_sheet(path, header_row=1)
    mapping = suggest(sheet.headers, list(sheet.rows()), register=FORMER_REGISTER, header_row=1).mapping
    words: Words = {"file_name": FORMER_FILE, "register": FORMER_REGISTER, "mapping": dump_mapping(mapping)}
    actor = world.cast["registrar"]
    world.run = plan_run(file_digest=file_digest(path), stored=stored, actor=actor, at=MORNING, **words)


def _registered(cast: Cast, part: str = "registrar", **changes: Any) -> int:
    """Register at the part's organ."""
    return cast.registered(part, **_words(cast), **changes).pk


def _words(cast: Cast) -> Words:
    person = cast.draft().people[0]
    return {"title": TITLE, "place": PLACE, "people": (type(person)(name=PERSON, phone=PHONE),)}


def _walked(last: str) -> Callable[[Cast], int]:
    def make(cast: Cast) -> int:
        way = Walk(cast, _registered(cast))
        return way.until(last).case

    return make


def _met(cast: Cast) -> int:
    """A plan that can be approved: the three meetings are on record."""
    way = Walk(cast, _registered(cast)).until("plan")
    way.meet()
    return way.case


def _received(cast: Cast) -> int:
    done = register_petitions(
        drafts=[cast.draft(**_words(cast))], actor=cast["registrar"], at=MORNING, number_them=False
    )
    return done[0].matter


def _with_file(cast: Cast) -> int:
    case = _registered(cast)
    words: Words = {"name": "letter.txt", "content": FILE, "kind": "PETITION"}
    attach_file(case=case, actor=cast["registrar"], at=MORNING, **words)
    return case


def _screening(cast: Cast) -> int:
    case = _registered(cast)
    begin_screening(case=case, actor=cast["registrar"], at=MORNING)
    return case


def _sent(cast: Cast) -> int:
    """River City sends it to Lin County, which has not signed."""
    case = _registered(cast, "city_registrar")
    words: Words = {"to": cast.organ("lin"), "reason": "It happened in Lin County."}
    transfer_matter(case=case, actor=cast["city_registrar"], at=MORNING, **words)
    return case


def _objected(cast: Cast) -> int:
    """A station of Lin objects, so that Lin decides."""
    account = Account.objects.create(username="station", name="Station Registrar", language="en")
    post = Post.objects.create(
        account=account, organ_id=cast.organ("lin_station"), role="registrar", since=FOUNDED
    )
    case = _registered(cast)
    words: Words = {"to": cast.organ("lin_station"), "reason": "It happened there."}
    transfer_matter(case=case, actor=cast["registrar"], at=MORNING, **words)
    words = {"reason": "OTHER_PLACE", "explanation": "The lane lies elsewhere in Lin County."}
    object_to_matter(case=case, actor=load_actor(post.pk, DAY), at=MORNING, **words)
    return case


def _not_accepted(cast: Cast) -> int:
    case = _registered(cast)
    words: Words = {"reason": "COURT", "explanation": "The court decides this."}
    not_accept_matter(case=case, actor=cast["registrar"], at=MORNING, **words)
    return case


def _with_letter(cast: Cast) -> int:
    case = _walked("team")(cast)
    words: Words = {"kind": "acceptance_notice", "language": "en"}
    draft_letter(case=case, actor=cast["registrar"], at=NOW - timedelta(days=1), **words)
    return case


def _executing(cast: Cast) -> int:
    way = Walk(cast, _registered(cast), results={1: "SUPPORTED", 2: "NOT_SUPPORTED"}).until("serve")
    way.at += timedelta(days=1)
    due = DAY + timedelta(days=40)
    way.execute(RemedyDraft("DO_DUTY", "Give the receipt.", cast.organ("lin"), due, way.claims()[0].pk))
    return way.case


def _complained_about(cast: Cast) -> int:
    """Moss County is accused: also of what lies with Lin County it sees nothing."""
    case = _registered(cast)
    words: Words = {"organ": cast.organ("moss"), "reason": "The letter says so."}
    name_respondent(case=case, actor=cast["registrar"], at=MORNING, **words)
    return case


def _recusal_asked(cast: Cast) -> int:
    case = _walked("team")(cast)
    words: Words = {"post": cast["handler"].post, "ground": "KINSHIP", "reason": "They are kin."}
    ask_recusal(case=case, actor=cast["registrar"], at=NOW - timedelta(days=1), **words)
    return case


def _closed(cast: Cast) -> int:
    case = _walked("vouch")(cast)
    close_matter(case=case, actor=cast["reviewer"], at=NOW - timedelta(days=1))
    return case


def open_remedy(world: World) -> int:
    """Return the remedy that is still to be carried out."""
    return Remedy.objects.get(matter=world.cases["executing"]).pk


_STATES: dict[str, Callable[[Cast], int]] = {
    "received": _received, "registered": _with_file, "screening": _screening, "sent": _sent, "objected": _objected,
    "not accepted": _not_accepted, "accepted": _with_letter, "planned": _met,
    "investigating": _walked("step"), "drafted": _walked("draft"), "answered": _walked("answers"),
    "issued": _walked("issue"), "served": _walked("serve"), "executing": _executing,
    "carried out": _walked("execute"), "handed in": _walked("hand_in"), "judged": _walked("judge"),
    "vouched": _walked("vouch"), "closed": _closed, **states(_registered), **appeal_states(_registered),
    **campaign_states(_registered), **supervision_states(_registered), **hard_states(_registered),
    **record_states(_registered), **watch_states(_registered),
    **matching_states(_registered),
    "complained about": _complained_about, "recusal asked": _recusal_asked,
}  # fmt: skip

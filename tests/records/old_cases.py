"""Cases old enough that their period is over, and what everybody says about their files."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import transaction

from dengwen.base.clock import now
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.divert_matter import divert_matter
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.handling.verbs.confirm_diversion import confirm_diversion
from dengwen.domains.letters.models import Attachment, Letter
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.domains.letters.verbs.issue_letter import issue_letter
from dengwen.domains.records.models import Disposal, FileExport, LegalHold
from dengwen.domains.records.verbs.disposal import dispose, propose_disposal
from dengwen.domains.records.verbs.holds import place_hold
from dengwen.foundation.permissions.acting import acting
from tests.cast import Cast
from tests.handling.walk import Walk, Words

OLD = datetime(2006, 3, 6, 1, 0, tzinfo=UTC)
OLD_DAY = date(2006, 3, 6)
PAPER = b"Her letter of 2006, word for word."
PERSON = PersonDraft(name="Wang Wu", phone="19900001234", address="3 Willow Lane")
OTHER = PersonDraft(name="Zhao Liu", phone="19900005678", address="5 Poplar Lane", role="on_behalf")
TEXT = "I, Wang Wu, and my neighbour Zhao Liu were turned away in 2006."


def old_case(cast: Cast, *people: PersonDraft) -> int:
    """Register a petition in 2006, attach her letter, and do not accept it: at rest since, without a result."""
    with transaction.atomic():
        case = cast.registered(
            at=OLD, received_on=OLD_DAY, occurred_on=None, text=TEXT, people=people or (PERSON,)
        ).pk
    actor = cast["registrar"]
    begin_screening(case=case, actor=actor, at=OLD)
    attach_file(case=case, name="letter.txt", content=PAPER, kind="PETITION", actor=actor, at=OLD)
    words: Words = {"reason": "NOT_POLICE", "explanation": "Wang Wu was told where to go."}
    not_accept_matter(case=case, actor=actor, at=OLD, **words)
    return case


def disposed(cast: Cast, case: int) -> str:
    """Dispose of the file: the registrar proposes, the leader decides."""
    propose_disposal(case=case, actor=cast["registrar"], at=now(), reason="Its period is over.")
    return dispose(case=case, actor=cast["leader"], at=now(), words="Agreed.")


def held(cast: Cast, case: int, part: str = "registrar") -> int:
    """Put a hold on the file and return it."""
    place_hold(case=case, ground="COURT", reference="Court letter 7", actor=cast[part], at=now())
    with seen(cast):
        return LegalHold.objects.get(matter=case, lifted_on=None).pk


@contextmanager
def seen(cast: Cast, part: str = "registrar") -> Iterator[None]:
    """Let the block read as ``part``."""
    with acting(cast[part].post):
        yield


def stub(cast: Cast, case: int) -> Matter:
    """Return the matter as the registrar sees it now."""
    with seen(cast):
        return Matter.objects.get(pk=case)


def last_disposal(cast: Cast, case: int) -> Disposal:
    """Return the newest proposal of a case."""
    with seen(cast):
        return Disposal.objects.filter(matter=case).order_by("-number")[0]


def exports(cast: Cast, case: int) -> list[FileExport]:
    """Return the exports of a case."""
    with seen(cast):
        return list(FileExport.objects.filter(matter=case).order_by("number"))


def rich_case(cast: Cast) -> int:
    """Walk an old case through plan, meetings and steps, with a letter, until another channel has it."""
    with transaction.atomic():
        case = cast.registered(at=OLD, received_on=OLD_DAY, occurred_on=None, people=(PERSON,)).pk
    way = Walk(cast, case, day=OLD_DAY, at=OLD).until("step")
    actor = cast["registrar"]
    words: Words = {"kind": "acceptance_notice", "language": "en"}
    with transaction.atomic():
        draft_letter(case=case, actor=actor, at=way.at, **words)
    with seen(cast):
        letter = Letter.objects.get(matter=case).pk
    issue_letter(case=case, letter=letter, ground="It is hers.", actor=actor, at=way.at)
    words = {"name": "court.txt", "content": b"The court has it.", "kind": "CHANNEL_REPLY"}
    attach_file(case=case, actor=actor, at=way.at, **words)
    words = {"route": "COURT", "reason": "Wang Wu sued in River."}
    divert_matter(case=case, actor=cast["leader"], at=way.at, **words)
    with seen(cast):
        paper = Attachment.objects.get(matter=case).pk
    words = {"organ_name": "River Court", "their_number": "2006-77", "registered_on": way.day, "paper": paper}
    confirm_diversion(case=case, actor=actor, at=way.at, **words)
    return case

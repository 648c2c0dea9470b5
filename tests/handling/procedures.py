"""The procedures as a test wants them: what everybody would write, and the papers that go with it."""

from datetime import date, timedelta

from dengwen.domains.handling.rules.hearings import ParticipantDraft
from dengwen.domains.handling.rules.mediations import ConsentDraft
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.add_evidence import add_evidence
from dengwen.domains.handling.verbs.hold_hearing import announce_hearing, close_hearing, open_hearing
from dengwen.domains.handling.verbs.mediate import mediate, settle
from dengwen.domains.handling.verbs.provisional_view import record_comment, show_provisional_view
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.permissions.acting import set_post
from tests.handling.walk import Walk, Words

PEOPLE = (
    ParticipantDraft("PETITIONER", "Wang Wu"),
    ParticipantDraft("PANEL", "Professor Gu", "Cloud University", outside=True),
)


def paper(way: Walk, kind: str, part: str = "handler", words: str = "") -> int:
    """Attach a file of ``kind`` and return its id."""
    content = (words or f"{kind} of case {way.case}").encode()
    attach_file(
        case=way.case, name=f"{kind.lower()}.txt", content=content, kind=kind, actor=way.cast[part], at=way.at
    )
    set_post(way.cast[part].post)
    found = Attachment.objects.filter(matter=way.case, kind=kind).order_by("-pk")[0]
    return found.pk


def camera(way: Walk, preserve_by: date) -> None:
    """List a camera recording that is overwritten on a day."""
    words: Words = {
        "kind": "CAMERA",
        "description": "Camera at the gate",
        "origin": "East Station",
        "held_by": "Duty officer",
    }
    add_evidence(
        case=way.case, obtained_on=way.day, preserve_by=preserve_by, actor=way.cast["handler"], at=way.at, **words
    )  # fmt: skip


def announce(
    way: Walk, planned_on: date, part: str = "handler", chair: str = "own_reviewer", **changes: object
) -> None:
    """Give notice of a hearing."""
    words: Words = {"place": "Room 3", "subject": "Was there a receipt?", "participants": PEOPLE, **changes}
    announce_hearing(
        case=way.case, notice_on=way.day, planned_on=planned_on, chair=way.cast[chair].post, actor=way.cast[part],
        at=way.at, **words,
    )  # fmt: skip


def pass_days(way: Walk, days: int) -> Walk:
    """Let days pass."""
    way.day += timedelta(days=days)
    way.at += timedelta(days=days)
    return way


def hear(way: Walk, part: str = "handler", chair: str = "own_reviewer") -> None:
    """Announce a hearing, wait, and open it."""
    planned = way.day + timedelta(days=9)
    announce(way, planned, part, chair)
    pass_days(way, 9)
    open_hearing(case=way.case, opened_on=way.day, actor=way.cast[part], at=way.at)


def end_hearing(way: Walk, part: str = "handler") -> None:
    """End it with its record and opinion."""
    record = paper(way, "HEARING_RECORD")
    words: Words = {"opinion": "The petitioner is right.", "transcript": record}
    close_hearing(case=way.case, closed_on=way.day, actor=way.cast[part], at=way.at, **words)


def consents(way: Walk) -> list[ConsentDraft]:
    """Attach both sides' consents."""
    file = paper(way, "CONSENT")
    return [
        ConsentDraft("PETITIONER", "Wang Wu", way.day, "LETTER", file),
        ConsentDraft("ORGAN", "East Station", way.day, "LETTER", file),
    ]


def begin_mediation(way: Walk, **changes: object) -> None:
    """Begin a mediation that both sides want."""
    words: Words = {
        "mediator": "Teacher Shen", "balance": "The petitioner has a lawyer beside her.", "nothing_barred": True,
        "consents": changes.pop("consents", None) or consents(way), **changes,
    }  # fmt: skip
    mediate(case=way.case, actor=way.cast["handler"], at=way.at, **words)


def article(way: Walk) -> RemedyDraft:
    """Return one thing that is to be done by an agreement."""
    return RemedyDraft("DO_DUTY", "Give the receipt.", way.cast.organ("lin"), way.day + timedelta(days=20))


def agree(way: Walk, **changes: object) -> None:
    """Record an agreement."""
    words: Words = {
        "method": "MEDIATED", "terms": "A receipt is given; the officer apologises.", "signed_on": way.day,
        "items": [article(way)], "paper": changes.pop("paper", None) or paper(way, "AGREEMENT"), **changes,
    }  # fmt: skip
    settle(case=way.case, actor=way.cast["handler"], at=way.at, **words)


def show_view(way: Walk, days: int = 16) -> None:
    """Show the draft, with ``days`` for a word on it."""
    words: Words = {"method": "IN_PERSON", "comment_by": way.day + timedelta(days=days)}
    show_provisional_view(case=way.case, shown_on=way.day, actor=way.cast["handler"], at=way.at, **words)


def comment(way: Walk, side: str = "PETITIONER") -> None:
    """Record a word on the view."""
    words: Words = {"side": side, "text": "The book was not looked at."}
    record_comment(case=way.case, received_on=way.day, actor=way.cast["registrar"], at=way.at, **words)

"""Issue a letter: number, PDF, hash; from then on it is frozen."""

from dataclasses import replace
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Party
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.domains.letters.reads.letter_values import accusations, organ_name
from dengwen.domains.letters.reads.letter_wording import kind_of, say
from dengwen.domains.letters.rules.letter_content import Content, check_ready, digest, dump, load
from dengwen.domains.letters.rules.letter_number import number_words
from dengwen.domains.letters.verbs.edit_letter import draft_of
from dengwen.domains.letters.verbs.letter_number import take_serial
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.domains.letters.verbs.writing import name_event, require_writer
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def issue_letter(
    *, case: int, letter: int, actor: Actor, at: datetime, ground: str = "", version: int | None = None
) -> None:
    """Issue a draft of the actor's own organ.

    With ``ground`` the petitioner is addressed by name: the reading of the name is on record (right
    ``identity.open``), and the name stands in the PDF alone. Raises ``letter.not_here``, ``letter.not_draft``,
    ``letter.other_organ``, ``right.missing``, ``letter.not_your_decision``, ``letter.no_name``, what
    :func:`check_ready` and :func:`open_identity` raise, and ``file.not_stored``.
    """
    with door("issue_letter", case=case, actor=actor, at=at, version=version) as passage:
        row = draft_of(passage, letter)
        if row.organ_id != actor.bureau:
            raise Refusal("letter.other_organ", organ=row.organ_id)
        require_writer(passage, row.kind, issuing=True)
        name_event(passage, row.kind)
        content = load(row.content)
        claims = passage.rows(Claim)
        check_ready(
            content, blanks_stay=kind_of(row.kind).extras.get("blanks") == "yes",
            to_organ=row.recipient == "organ", accusations=accusations(passage.matter, claims),
        )  # fmt: skip
        to = _addressed(passage, row, content, ground.strip())
        passage.watch(row)
        _freeze(passage, row, content, to)
        passage.facts |= {"kind": row.kind, "number": row.number}


def _addressed(passage: Passage, row: Letter, content: Content, ground: str) -> str:
    """Return the line that addresses the recipient, and note on the row whether it holds a name."""
    if row.recipient != "petitioner":
        return say("to_organ", row.language).format(name=content.to) if content.to else ""
    if not ground:
        return say("salutation", row.language)
    passage.actor.require(Right.OPEN_IDENTITY)
    party = next(iter(passage.rows(Party, role="petitioner")), None)
    if party is None or party.person_id is None:
        raise Refusal("letter.no_name")
    person = open_identity(
        person_id=party.person_id,
        case=passage.matter.pk,
        post=passage.actor.post,
        why="LETTER",
        ground=ground,
        at=passage.at,
    )
    passage.watch(row)
    row.named = True
    return say("to_person", row.language).format(name=person.name)


def _freeze(passage: Passage, row: Letter, content: Content, to: str) -> None:
    organ = passage.look_up(("organ", row.organ_id), lambda: Organ.objects.get(pk=row.organ_id))
    name = organ_name(organ, row.language)
    row.year, row.issued_on, row.issued_by_id, row.state = (
        passage.today.year,
        passage.today,
        passage.actor.post,
        "issued",
    )
    row.serial = take_serial(row.organ_id, row.year)
    row.number = number_words(
        say("number", row.language),
        organ=name,
        year=row.year,
        serial=row.serial,
        endings=say("number_endings", row.language),
    )
    if row.recipient == "petitioner":
        content = replace(content, to="")
    row.content = dump(content)
    row.content_sha256 = digest(row.content)
    values = paper_values(
        content,
        kind=row.kind,
        lang=row.language,
        organ=name,
        number=row.number,
        on=passage.today,
        to=to,
        draft=False,
    )
    row.pdf_sha256 = store_file(letter_pdf(values))

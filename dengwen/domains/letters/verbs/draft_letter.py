"""Begin a letter: filled with what the case says."""

from collections.abc import Mapping
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letter_facts import facts_for
from dengwen.domains.letters.reads.letter_values import letter_places, organ_name
from dengwen.domains.letters.reads.letter_wording import LANGUAGES, kind_of, plain_parts, wordings
from dengwen.domains.letters.rules.fill_letter import fill
from dengwen.domains.letters.rules.letter_content import Content, clean, dump
from dengwen.domains.letters.verbs.writing import name_event, require_writer
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def draft_letter(
    *, case: int, kind: str, language: str, actor: Actor, at: datetime, given: Mapping[str, str] | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Draft a letter of ``kind`` (code list ``letter_kinds``) in ``language`` (``zh``, ``en``) for the actor's organ.

    ``given``: places that stand in no row of the case, as limits in words (``letter_values.GIVEN``). The
    petitioner's name is in no draft. Raises ``letter.kind_unknown``, ``letter.language_unknown``, ``right.missing``,
    ``letter.not_your_decision``.
    """
    with door("draft_letter", case=case, actor=actor, at=at, version=version) as passage:
        if kind not in code_list("letter_kinds"):
            raise Refusal("letter.kind_unknown", kind=kind)
        if language not in LANGUAGES:
            raise Refusal("letter.language_unknown", language=language)
        require_writer(passage, kind)
        name_event(passage, kind)
        content = _content(passage, kind, language, given or {})
        recipient = kind_of(kind).extras["to"]
        passage.create(
            Letter(
                matter=passage.matter, kind=kind, language=language, recipient=recipient, state="draft",
                organ_id=actor.bureau, content=dump(content), drafted_on=passage.today, drafted_by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"kind": kind, "language": language}


def _content(passage: Passage, kind: str, lang: str, given: Mapping[str, str]) -> Content:
    entry, matter = kind_of(kind), passage.matter
    claims = sorted(passage.rows(Claim), key=lambda claim: claim.position)
    organ = passage.look_up(
        ("organ", passage.actor.bureau), lambda: Organ.objects.get(pk=passage.actor.bureau)
    )
    told = facts_for(passage, kind, lang)
    places = letter_places(
        matter=matter, claims=claims, organ=organ, lang=lang, to=entry.extras["to"], today=passage.today,
        given=given, told=told,
    )  # fmt: skip
    addressed = told.get("addressee") or _to(passage, organ, lang)
    to = clean(addressed) if entry.extras["to"] == "organ" else ""
    return fill(
        title=entry.label(lang), wording=wordings()[kind].text(lang), plain=plain_parts(kind, lang), places=places,
        to=to,
    )  # fmt: skip


def _to(passage: Passage, organ: Organ, lang: str) -> str:
    """Return the organ that such a letter most often goes to: who has the case now, who sent it, who examines it."""
    matter = passage.matter
    for other in (matter.organ, matter.sender, matter.review_organ):
        if other is not None and other.pk != organ.pk:
            return organ_name(other, lang)
    return ""

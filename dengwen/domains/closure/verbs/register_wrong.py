"""Register what was done to a petitioner as an urgent matter that the organ which it accuses does not see."""

from dataclasses import dataclass
from datetime import date, datetime

from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft, RespondentDraft
from dengwen.domains.cases.verbs.register_petitions import Registered, register_petition
from dengwen.foundation.identity.reads.opening import own_identity
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.organs.reads.superiors import next_higher
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


@dataclass(frozen=True, slots=True)
class Wrong:
    """What somebody says was done: codes of ``rating_wrongs``, her words, when and in which way she said it."""

    codes: tuple[str, ...]
    words: str
    on: date
    way: str


def register_wrong(
    matter: Matter, wrong: Wrong, *, source: str, key: str, actor: Actor, at: datetime
) -> Registered:
    """Register the urgent matter against the organ that handles ``matter``, which does not see it.

    It lies with the organ that asked; where nobody asked, with the one above the organ that it accuses.
    """
    wrongs = [code_list("rating_wrongs").entry(code) for code in wrong.codes]
    claims = tuple(
        ClaimDraft(f"{each.zh} {each.en}", each.extras["category"], purpose=each.extras["purpose"])
        for each in wrongs
    )
    draft = PetitionDraft(
        organ=_where(matter, actor), title=f"{wrongs[0].zh} {wrongs[0].en} ({matter.number})",
        text=wrong.words.strip(), category=wrongs[0].extras["category"], purpose=wrongs[0].extras["purpose"],
        received_on=wrong.on, channel=wrong.way, urgent=True, claims=claims, people=_people(matter, actor, at),
        respondents=(RespondentDraft(organ=matter.organ_id),), external_source=source, external_key=key,
    )  # fmt: skip
    return register_petition(draft=draft, actor=actor, at=at)


def _where(matter: Matter, actor: Actor) -> int:
    above = next_higher(matter.organ_id) if actor.is_petitioner else None
    return above.pk if above is not None else actor.bureau


def _people(matter: Matter, actor: Actor, at: datetime) -> tuple[PersonDraft, ...]:
    """Return who brought the matter, so that she can be answered; the reading leaves its trace like any other.

    Who speaks for herself is carried alone: nobody gives away who came with her.
    """
    people, ground = [], code_list("rating_words").entry("carried")
    for party in Party.objects.filter(matter=matter, person__isnull=False).order_by("pk"):
        if actor.is_petitioner and party.pk != actor.party:
            continue
        person = party.person_id or 0
        data = own_identity(person) if actor.is_petitioner else open_identity(
            person_id=person, case=matter.pk, post=actor.post, why="CARRIED",
            ground=f"{ground.zh} {ground.en}", at=at,
        )  # fmt: skip
        people.append(PersonDraft(data.name, data.phone, data.address, data.document, data.email, party.role))
    return tuple(people)

"""Propose a termination."""

from dataclasses import dataclass
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Termination
from dengwen.domains.appeals.reads.chains import chain_of, terminator_of
from dengwen.domains.appeals.reads.requests import events_of
from dengwen.domains.appeals.reads.terminations import last_termination
from dengwen.domains.appeals.rules.notices import check_words
from dengwen.domains.appeals.rules.remedies_ended import how_ended
from dengwen.domains.appeals.rules.terminations import check_hearing, litigation_route
from dengwen.domains.appeals.verbs.standing import ask_organ
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack


@dataclass(frozen=True, slots=True)
class Gates:
    """What must be shown first: the hearing that was held or declined, and the relief that was considered.

    ``hearing`` is of the code list ``termination_hearings``; ``hearing_text`` the petitioner's words where she
    declined it. ``relief`` says what was considered and given; it never hangs on what the petitioner does next.
    """

    hearing: str
    hearing_on: date
    relief: str
    hearing_text: str = ""


def propose_termination(
    *, case: int, reason: str, gates: Gates, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Propose to terminate (提请终结): only a final matter of litigation, to the organ that may decide (plan S58).

    Raises ``termination.unknown_here``, ``termination.no_litigation``, ``termination.no_organ_above``,
    ``termination.hearing_*``, ``words.reason``, ``words.relief``, ``day.future``, ``final.*``.
    """
    with door("propose_termination", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        if not pack(matter.pack).knows("termination"):
            raise Refusal("termination.unknown_here")
        route = _route(passage)
        used = how_ended(chain_of(passage), today=passage.today)
        check_words((reason, Refusal("words.reason")), (gates.relief, Refusal("words.relief")))
        check_done_on(gates.hearing_on, today=passage.today)
        held = "close_hearing" in events_of(passage)
        check_hearing(hearing=gates.hearing, was_held=held, words=gates.hearing_text)
        organ = passage.look_up(("terminator", matter.organ_id), lambda: terminator_of(matter.organ_id))
        if organ is None:
            raise Refusal("termination.no_organ_above")
        before = last_termination(passage)
        passage.create(
            Termination(
                matter=matter, number=before.number + 1 if before else 1, route=route, used=used.value,
                reason=reason.strip(), hearing=gates.hearing, hearing_on=gates.hearing_on,
                hearing_text=gates.hearing_text.strip(), relief=gates.relief.strip(), organ_id=organ,
                proposed_on=passage.today, proposed_by_id=actor.post,
            )
        )  # fmt: skip
        ask_organ(passage, organ)
        passage.facts |= {"to": organ, "route": route, "used": used.value, "hearing": gates.hearing}
        passage.say("reason", reason)


def _route(passage: Passage) -> str:
    """Return the route of litigation of the matter, or of one of its claims."""
    categories = [passage.matter.category, *(claim.category for claim in passage.rows(Claim))]
    for category in categories[1:]:
        try:
            return litigation_route(category)
        except Refusal:
            continue
    return litigation_route(categories[0])

"""Which ways upward are open to a petitioner now, and until when: what the verbs themselves would say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Reexamination
from dengwen.domains.appeals.reads.chains import allowed_organs, attacked_organ
from dengwen.domains.appeals.reads.requests import (
    as_before,
    last_day_of,
    requests_about,
    what_was_decided,
)
from dengwen.domains.appeals.reads.terminations import last_withdrawal, termination_in_force
from dengwen.domains.appeals.rules.asking import Stage, Subject, check_rereview_open, check_review_open
from dengwen.domains.appeals.rules.review_chain import choose_organ
from dengwen.domains.cases.access import check
from dengwen.domains.cases.reads.petitioner_case import looking
from dengwen.domains.cases.verbs.door import Passage
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack

_PERIOD = {Stage.REVIEW: "review_request", Stage.REREVIEW: "rereview_request"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way upward. ``refusal``: why it is not open now. ``last_day`` of her period; None where none runs.

    ``organs``: who may be asked, nearest first; more than one only where the law leaves the choice to her.
    """

    refusal: Refusal | None
    last_day: date | None = None
    organs: tuple[Organ, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether she may ask now; a late request is taken too, with its reason."""
        return self.refusal is None

    def is_late(self, today: date) -> bool:
        """Say whether her period is over."""
        return self.last_day is not None and today > self.last_day


def review_way(actor: Actor, at: datetime) -> Way:
    """Return whether she may ask for review (L22 Art.35)."""
    return _way(actor, at, "ask_review", lambda passage: _asked(passage, Stage.REVIEW))


def rereview_way(actor: Actor, at: datetime) -> Way:
    """Return whether she may ask for re-review, or object to a review that was not let in (L22 Art.36)."""
    return _way(actor, at, "ask_rereview", lambda passage: _asked(passage, Stage.REREVIEW))


def reexamination_way(actor: Actor, at: datetime) -> Way:
    """Return whether she may have a termination examined; no period runs (plan S54)."""
    return _way(actor, at, "ask_reexamination", _terminated)


def thinking_until(actor: Actor, at: datetime) -> date | None:
    """Return the last day of the cooling-off of her withdrawal; None where none was asked."""
    found = last_withdrawal(looking(actor, at))
    return found.free_on if found else None


def _way(actor: Actor, at: datetime, verb: str, ask: Callable[[Passage], Way]) -> Way:
    passage = looking(actor, at)
    try:
        check(actor, verb, passage.matter)
        return ask(passage)
    except Refusal as refusal:
        return Way(refusal)


def _asked(passage: Passage, stage: Stage) -> Way:
    if not pack(passage.matter.pack).knows(stage.value):
        raise Refusal("review.unknown_here")
    subject, number = what_was_decided(passage)
    about = requests_about(passage, subject, number)
    before = as_before(passage, about)
    if stage is Stage.REVIEW:
        check_review_open(before)
    else:
        subject = check_rereview_open(before) or subject
    organs = allowed_organs(passage, attacked_organ(passage, stage, about))
    if len(organs) < 2:
        choose_organ(organs, None)
    none_runs = subject is Subject.ADMISSION or (subject is Subject.REFUSAL and stage is Stage.REVIEW)
    rows = Organ.objects.in_bulk(organs)
    last_day = None if none_runs else last_day_of(passage, _PERIOD[stage])
    return Way(None, last_day, tuple(rows[organ] for organ in organs))


def _terminated(passage: Passage) -> Way:
    termination = termination_in_force(passage)
    if passage.rows(Reexamination, termination_id=termination.pk):
        raise Refusal("reexamination.once")
    organs = allowed_organs(passage, termination.organ_id)[:1]
    choose_organ(organs, None)
    return Way(None, None, tuple(Organ.objects.filter(pk__in=organs)))

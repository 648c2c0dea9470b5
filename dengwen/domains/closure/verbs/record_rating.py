"""Record what the petitioner says of the handling and the outcome, and answer whoever is not satisfied."""

from contextlib import nullcontext
from datetime import date, datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.states import CloseBasis, State
from dengwen.domains.cases.verbs.door import Passage, door, open_book
from dengwen.domains.closure.models import Rating
from dengwen.domains.closure.rules.ratings import (
    Answers,
    check_answered,
    check_answers,
    check_asker,
    check_reply,
    is_not_satisfied,
)
from dengwen.domains.closure.verbs.register_wrong import Wrong, register_wrong
from dengwen.domains.handling.rules.took_part import handlers_in
from dengwen.foundation.organs.reads.superiors import next_higher
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

FROM_RATING = "rating"


def record_rating(
    *, case: int, said: Answers, asked_on: date, way: str, actor: Actor, at: datetime, version: int | None = None
) -> int | None:  # fmt: skip
    """Record a rating, asked by an organ above the holder and by nobody who handled the case (facts 2.3).

    Not satisfied takes the closing of a matter back: it is followed up until she was answered.
    Was the petitioner pressed to withdraw, or kept from petitioning, that is no mark on the rating: it is registered
    at once as an urgent matter of its own with the organ that asked, against the organ that handles; returns its id,
    else None. ``way`` is of ``channels``. Raises ``rating.way_unknown`` and what :func:`check_answers` and
    :func:`check_asker` raise; from the door ``place.not_higher``.
    """
    with nullcontext() if open_book() else transaction.atomic():
        with door("record_rating", case=case, actor=actor, at=at, version=version) as passage:
            matter = passage.matter
            if way not in code_list("channels"):
                raise Refusal("rating.way_unknown")
            posts = passage.look_up(("posts", actor.account), lambda: posts_of(actor.account))
            check_asker(
                posts=posts,
                handlers=handlers_in(passage.deeds()),
                named=(matter.leader_id, matter.handler_id),
            )
            check_answers(
                said,
                asked_on=asked_on,
                answered_since=matter.served_on or matter.decided_on,
                today=passage.today,
            )
            number = len(passage.rows(Rating)) + 1
            passage.create(
                Rating(
                    matter=matter, number=number, asked_on=asked_on, way=way, handling=said.handling,
                    outcome=said.outcome, words=said.words.strip(), asked_by_id=actor.post,
                )
            )  # fmt: skip
            passage.facts |= {"number": number, "handling": said.handling, "rated": said.outcome}
            passage.say("petitioner_says", said.words)
            _take_up_again(passage, said)
        if not said.wrongs:
            return None
        wrong, key = Wrong(said.wrongs, said.wrong_words, asked_on, way), f"{passage.matter.pk}/{number}"
        made = register_wrong(passage.matter, wrong, source=FROM_RATING, key=key, actor=actor, at=at)
        return made.matter


def answer_rating(
    *, case: int, rating: int, measure: str, answer: str, told_on: date, told_by: str, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Answer a petitioner who is not satisfied, with the way to review; until then the case is not closed.

    ``measure`` is of ``rating_answers``, ``told_by`` of ``service_methods``. No period and no right of the petitioner
    hangs on it. Raises ``rating.not_here`` and what :func:`check_reply` raises.
    """
    with door("answer_rating", case=case, actor=actor, at=at, version=version) as passage:
        row = next(iter(passage.rows(Rating, pk=rating)), None)
        if row is None:
            raise Refusal("rating.not_here", rating=rating)
        waits = is_not_satisfied(row.handling, row.outcome) and row.answered_on is None
        check_reply(
            waits=waits, measure=measure, answer=answer, told_on=told_on, told_by=told_by, asked_on=row.asked_on,
            today=passage.today,
        )  # fmt: skip
        passage.watch(row)
        row.measure, row.answer, row.told_on, row.told_by = measure, answer.strip(), told_on, told_by
        row.answered_on, row.answered_by_id = passage.today, actor.post
        passage.facts |= {"number": row.number, "measure": measure, "told_on": told_on.isoformat()}
        passage.say("answer", answer)


def check_ratings_answered(passage: Passage) -> None:
    """Refuse to close while somebody who is not satisfied waits; raises what :func:`check_answered` raises."""
    rows = passage.rows(Rating)
    check_answered([(row.number, row.handling, row.outcome, row.answered_on is not None) for row in rows])


def _take_up_again(passage: Passage, said: Answers) -> None:
    """Take back the closing of a matter whose petitioner is not satisfied: no statistic, but a case with a day."""
    matter = passage.matter
    finished = matter.state in (State.CLOSED, State.ARCHIVED)
    if not (finished and is_not_satisfied(said.handling, said.outcome)):
        return
    matter.closed_on, matter.close_basis = None, CloseBasis.NONE.value
    if matter.review_organ_id is None:
        higher = passage.look_up(("higher", matter.organ_id), lambda: next_higher(matter.organ_id))
        matter.review_organ_id = higher.pk if higher is not None else None
    passage.move_to(State.FOLLOW_UP)

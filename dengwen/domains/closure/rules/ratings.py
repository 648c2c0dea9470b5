"""What a petitioner is asked about the handling and the outcome, and what follows (facts 2.3)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

NOT_SATISFIED = "NOT_SATISFIED"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the petitioner answered: two ratings (``ratings``), her words, and whether she was wronged on the way.

    ``wrongs`` are of the code list ``rating_wrongs`` (pressed to withdraw, kept from petitioning), told in
    ``wrong_words``. They never stand beside the rating: the organ that they accuse must not read them.
    """

    handling: str
    outcome: str
    words: str = ""
    wrongs: tuple[str, ...] = ()
    wrong_words: str = ""


def check_answers(said: Answers, *, asked_on: date, answered_since: date | None, today: date) -> None:
    """Refuse ratings that are no codes, a wrong without its words, or a day before there was an answer to rate.

    Raises ``rating.unknown``, ``rating.wrong_unknown``, ``rating.wrong_without_words``, ``rating.before_answer``,
    ``day.future``.
    """
    for code in (said.handling, said.outcome):
        if code not in code_list("ratings"):
            raise Refusal("rating.unknown")
    check_wrongs(said.wrongs, said.wrong_words)
    if answered_since is not None and asked_on < answered_since:
        raise Refusal("rating.before_answer", day=answered_since)
    check_done_on(asked_on, today=today)


def check_wrongs(wrongs: Collection[str], words: str) -> None:
    """Refuse a wrong that is no code, or that nobody told; raises as :func:`check_answers`."""
    if set(wrongs) - {entry.code for entry in code_list("rating_wrongs").entries}:
        raise Refusal("rating.wrong_unknown")
    if wrongs and not words.strip():
        raise Refusal("rating.wrong_without_words")


def check_asker(*, posts: Collection[int], handlers: Iterable[int], named: Collection[int | None]) -> None:
    """Refuse (``rating.handled_it``) to be asked by whoever handled the case, under any of her posts."""
    if set(posts) & {*handlers, *(post for post in named if post is not None)}:
        raise Refusal("rating.handled_it")


def is_not_satisfied(handling: str, outcome: str) -> bool:
    """Say whether the petitioner must be answered."""
    return NOT_SATISFIED in (handling, outcome)


def check_answered(ratings: Sequence[tuple[int, str, str, bool]]) -> None:
    """Refuse (``rating.unanswered``) to close while somebody who is not satisfied waits for a word.

    ``ratings`` are number, handling, outcome, and whether it was answered.
    """
    for number, handling, outcome, answered in ratings:
        if is_not_satisfied(handling, outcome) and not answered:
            raise Refusal("rating.unanswered", number=number)


def check_reply(
    *, waits: bool, measure: str, answer: str, told_on: date, told_by: str, asked_on: date, today: date
) -> None:  # fmt: skip
    """Refuse a reply to nobody who waits, without words, or that the petitioner was not given.

    Raises ``rating.nothing_to_answer``, ``rating.measure_unknown``, ``rating.no_answer``, ``rating.way_unknown``,
    ``rating.told_before``, ``day.future``.
    """
    if not waits:
        raise Refusal("rating.nothing_to_answer")
    if measure not in code_list("rating_answers"):
        raise Refusal("rating.measure_unknown")
    if not answer.strip():
        raise Refusal("rating.no_answer")
    if told_by not in code_list("service_methods"):
        raise Refusal("rating.way_unknown")
    if told_on < asked_on:
        raise Refusal("rating.told_before", asked_on=asked_on)
    check_done_on(told_on, today=today)

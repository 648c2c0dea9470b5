"""What a petitioner was shown and given of the handling of her case: views, answers, remedies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dengwen.domains.cases.reads.petitioner_case import looking
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import Opinion, ProvisionalView, Remedy, ServiceRecord, ViewComment
from dengwen.domains.handling.reads.answers import answers_of
from dengwen.domains.handling.reads.procedures import last_view
from dengwen.domains.handling.reads.rounds import issued_opinion
from dengwen.domains.handling.rules.opinion_text import opinion_text
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that she was shown (``kind`` "view") or given ("opinion"): its day, its number, and its words.

    ``words`` is the frozen text: summary, review, claims (see ``opinion_text``). ``until``: the last day for a word
    on a view. ``open``: this view still waits for words.
    """

    kind: str
    id: int
    number: str
    on: date
    words: Mapping[str, Any]
    until: date | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """Something that was promised to be put right, and the day by which; ``done_on`` is what the organ claims."""

    id: int
    text: str
    due: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to a view, by her side, and what became of it."""

    on: date
    text: str
    answer: str
    answered_on: date | None


def shown_to_her(actor: Actor, at: datetime) -> list[Shown]:
    """Return the views that she was shown and the answer that was served on her, newest first."""
    passage = looking(actor, at)
    current = last_view(passage)
    found = [
        Shown("view", row.pk, str(row.number), row.shown_on, json.loads(row.text), row.comment_by,
              current is not None and row.pk == current.pk)
        for row in passage.rows(ProvisionalView)
    ]  # fmt: skip
    opinion = issued_opinion(passage)
    served = _served(passage, opinion)
    if opinion is not None and served is not None:
        found.append(Shown("opinion", opinion.pk, opinion.number, served, _words(passage, opinion)))
    return sorted(found, key=lambda one: one.on, reverse=True)


def what_was_said(actor: Actor, at: datetime) -> list[Said]:
    """Return the words of the petitioners' side to the views of her case, with their answers."""
    rows = looking(actor, at).rows(ViewComment, side="PETITIONER")
    return [Said(row.received_on, row.text, row.answer, row.answered_on) for row in rows]


def promised_to_her(actor: Actor, at: datetime) -> list[Promised]:
    """Return what was promised in her case."""
    rows = sorted(looking(actor, at).rows(Remedy), key=lambda row: (row.due, row.pk))
    return [Promised(row.pk, row.text, row.due, row.done_on) for row in rows]


def _served(passage: Passage, opinion: Opinion | None) -> date | None:
    rows = passage.rows(ServiceRecord, opinion_id=opinion.pk) if opinion is not None else []
    return rows[0].served_on if rows else None


def _words(passage: Passage, opinion: Opinion) -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(
        opinion_text(
            number=opinion.number, method=opinion.method, summary=opinion.summary, review_told=opinion.review_told,
            issued_on=opinion.issued_on or passage.today, claims=answers_of(passage),
        )
    )  # fmt: skip
    return words

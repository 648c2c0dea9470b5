"""Suggest to an organ what it should change, let it answer, and follow it up (plan S8a; L05 Art.37, 38)."""

from datetime import date, datetime

from django.conf import settings

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.supervision.access import check_above, check_own, suggestions_visible_to
from dengwen.domains.supervision.models import Suggestion
from dengwen.domains.supervision.rules.practice import check_follow_up, check_reply, check_suggestion
from dengwen.domains.supervision.states import SuggestionState
from dengwen.domains.supervision.verbs.own_stream import begin, change, new_salt
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MISSING = "suggestion.not_found"


def make_suggestion(
    *, organ: int, cause: str, grounds: str, words: str, due: date, actor: Actor, at: datetime
) -> int:
    """Suggest an improvement of the practice of an organ below the actor's; return it.

    Raises ``right.missing``, ``supervision.not_above``, ``supervision.organ_closed`` and as :func:`check_suggestion`.
    """
    check_above(actor, organ)
    today = local_day(at, settings.TIME_ZONE)
    check_suggestion(cause=cause, grounds=grounds, words=words, due=due, today=today)
    named = Organ.objects.filter(pk=organ, closed_on=None).exclude(level__in=("unit", "outside")).first()
    if named is None:
        raise Refusal("supervision.organ_closed")
    row = Suggestion(
        organ=named, by_organ_id=actor.bureau, by_id=actor.post, cause=cause, grounds=grounds.strip(),
        words=words.strip(), made_on=today, due=due, salt=new_salt(),
    )  # fmt: skip
    with begin(row, "suggestion_made", actor=actor, at=at) as sheet:
        sheet.facts |= {"organ": organ, "cause": cause, "due": due.isoformat()}
    return row.pk


def answer_suggestion(
    *, suggestion: int, answer: str, reasons: str, measures: str, actor: Actor, at: datetime
) -> None:
    """Accept the suggestion, a part of it or none, with reasons and measures; only the organ that got it.

    Raises ``suggestion.not_found``, ``suggestion.other_organ`` and as :func:`check_reply`.
    """
    found = suggestions_visible_to(actor)
    with change(found, suggestion, "suggestion_answered", actor=actor, at=at, missing=MISSING) as sheet:
        row = sheet.root
        check_own(actor, row.organ, Right.ANSWER_SUPERVISION, "suggestion.other_organ")
        check_reply(state=row.state, answer=answer, reasons=reasons, measures=measures)
        row.state, row.answer = SuggestionState.ANSWERED.value, answer
        row.reasons, row.measures = reasons.strip(), measures.strip()
        row.answered_on, row.answered_by_id = sheet.today, actor.post
        sheet.facts |= {"answer": answer}


def follow_up_suggestion(*, suggestion: int, words: str, actor: Actor, at: datetime) -> None:
    """Write down what became of it; only the organ that made the suggestion.

    Raises ``suggestion.not_found``, ``suggestion.not_maker`` and as :func:`check_follow_up`.
    """
    found = suggestions_visible_to(actor)
    with change(found, suggestion, "suggestion_followed", actor=actor, at=at, missing=MISSING) as sheet:
        row = sheet.root
        check_own(actor, row.by_organ, Right.SUPERVISE, "suggestion.not_maker")
        check_follow_up(state=row.state, words=words)
        row.state, row.follow_up = SuggestionState.FOLLOWED.value, words.strip()
        row.followed_on, row.followed_by_id = sheet.today, actor.post

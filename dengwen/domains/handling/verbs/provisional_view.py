"""Show a provisional view, and take what is said to it."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import ProvisionalView, ViewComment
from dengwen.domains.handling.reads.answers import answers_of
from dengwen.domains.handling.reads.procedures import comments_on, last_view
from dengwen.domains.handling.reads.rounds import current_round, draft_of_round
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.domains.handling.rules.opinion_complete import check_opinion
from dengwen.domains.handling.rules.opinion_text import opinion_text, text_digest
from dengwen.domains.handling.rules.procedure_days import VIEW_COMMENT, days_from
from dengwen.domains.handling.rules.views import check_comment, check_comment_day, check_heard
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def show_provisional_view(
    *, case: int, shown_on: date, method: str, comment_by: date, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Show the draft, claim by claim, to those concerned before it is issued, with a last day for comments (PHS-3).

    ``method`` is of the list ``service_methods``. What was shown is kept word for word. Raises ``opinion.none``,
    ``service.method_unknown``, ``day.future``, ``view.too_soon`` and what :func:`check_opinion` raises.
    """
    with door("show_provisional_view", case=case, actor=actor, at=at, version=version) as passage:
        number = current_round(passage)
        opinion = draft_of_round(passage, number)
        if opinion is None:
            raise Refusal("opinion.none")
        if method not in code_list("service_methods"):
            raise Refusal("service.method_unknown", method=method)
        check_done_on(shown_on, today=passage.today)
        claims = answers_of(passage)
        check_opinion(claims, review_told="told when it is issued")
        law = days_from(VIEW_COMMENT, shown_on, law=passage.matter.pack)
        check_comment_day(comment_by=comment_by, least=law.for_petitioner, article=law.article)
        text = opinion_text(
            number="", method=opinion.method, summary=opinion.summary, review_told=opinion.review_told,
            issued_on=shown_on, claims=claims,
        )  # fmt: skip
        passage.create(
            ProvisionalView(
                matter=passage.matter, round=number, number=len(passage.rows(ProvisionalView)) + 1, shown_on=shown_on,
                method=method, comment_by=comment_by, text=text, text_sha256=text_digest(text), by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {
            "shown_on": shown_on.isoformat(),
            "comment_by": comment_by.isoformat(),
            "method": method,
        }


def record_comment(
    *, case: int, side: str, received_on: date, text: str, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Record what a side said to the provisional view shown last; late words count too, until the opinion is issued.

    Raises ``view.none`` and what :func:`check_comment` raises (PHS-3).
    """
    with door("record_comment", case=case, actor=actor, at=at, version=version) as passage:
        view = _view(passage)
        check_comment(
            side_known=side in code_list("sides"), text=text, received_on=received_on, shown_on=view.shown_on,
            today=passage.today,
        )  # fmt: skip
        passage.create(
            ViewComment(
                matter=passage.matter, view=view, side=side, received_on=received_on, text=text.strip()
            )
        )
        passage.facts |= {"side": side, "received_on": received_on.isoformat()}
        passage.say("comment", text)


def answer_comment(
    *, case: int, comment: int, answer: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Say what became of a comment: what was changed, or why nothing was.

    Raises ``view.comment_not_here``, ``view.answered_already``, ``view.no_answer`` (PHS-3).
    """
    with door("answer_comment", case=case, actor=actor, at=at, version=version) as passage:
        row = next(iter(passage.rows(ViewComment, pk=comment)), None)
        if row is None:
            raise Refusal("view.comment_not_here", comment=comment)
        if row.answered_on is not None:
            raise Refusal("view.answered_already", answered_on=row.answered_on)
        if not answer.strip():
            raise Refusal("view.no_answer")
        passage.watch(row)
        row.answer, row.answered_on = answer.strip(), passage.today
        passage.facts |= {"side": row.side}
        passage.say("answer", answer)


def check_everybody_heard(passage: Passage) -> None:
    """Refuse an opinion while the view of this round waits for comments; raises what :func:`check_heard` raises."""
    view = last_view(passage)
    if view is None:
        return
    answered = [comment.answered_on is not None for comment in comments_on(passage, view)]
    check_heard(comment_by=view.comment_by, answered=answered, today=passage.today)


def _view(passage: Passage) -> ProvisionalView:
    found = last_view(passage)
    if found is None:
        raise Refusal("view.none")
    return found

"""What a problem, a suggestion and a cause must say; and when causes of a kind are more than chance (plan S8a, S64)."""

from collections.abc import Collection
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.states import ProblemState, SuggestionState
from dengwen.foundation.rulebook.loading import code_list

# design: fewer cases than this say nothing of a practice; fewer others than that are nothing to compare with.
FEW = 5
TO_COMPARE = 20
TIMES = 2


def check_problem(*, title: str, words: str, due: date, today: date) -> None:
    """Refuse a problem without a title, words or a day to come: ``problem.no_title``, ``.no_words``, ``.due_past``."""
    if not title.strip():
        raise Refusal("problem.no_title")
    if not words.strip():
        raise Refusal("problem.no_words")
    if due <= today:
        raise Refusal("problem.due_past", due=due)


def check_solved(*, state: str, solution: str, evidence: str) -> None:
    """Refuse what nobody waits for or nothing proves: ``problem.not_waiting``, ``.no_solution``, ``.no_evidence``."""
    if state not in (ProblemState.OPEN, ProblemState.RETURNED):
        raise Refusal("problem.not_waiting")
    if not solution.strip():
        raise Refusal("problem.no_solution")
    if not evidence.strip():
        raise Refusal("problem.no_evidence")


def check_accepted(
    *, state: str, accept: bool, remarks: str, due: date | None, same_person: bool, today: date
) -> None:
    """Refuse to judge what is not done, one's own work, or to send back without saying what is missing and until when.

    Raises ``problem.not_done``, ``problem.own_work``, ``problem.no_remarks``, ``problem.due_past``.
    """
    if state != ProblemState.DONE:
        raise Refusal("problem.not_done")
    if same_person:
        raise Refusal("problem.own_work")
    if accept:
        return
    if not remarks.strip() or due is None:
        raise Refusal("problem.no_remarks")
    if due <= today:
        raise Refusal("problem.due_past", due=due)


def check_suggestion(*, cause: str, grounds: str, words: str, due: date, today: date) -> None:
    """Refuse a suggestion without a coded cause, grounds, words or a day to come.

    Raises ``cause.unknown``, ``suggestion.no_grounds``, ``suggestion.no_words``, ``suggestion.due_past``.
    """
    if cause not in code_list("root_causes"):
        raise Refusal("cause.unknown", cause=cause)
    if not grounds.strip():
        raise Refusal("suggestion.no_grounds")
    if not words.strip():
        raise Refusal("suggestion.no_words")
    if due <= today:
        raise Refusal("suggestion.due_past", due=due)


def check_reply(*, state: str, answer: str, reasons: str, measures: str) -> None:
    """Refuse a second answer, an unknown one, a refusal without reasons, a consent without measures.

    Raises ``suggestion.answered``, ``suggestion.answer_unknown``, ``suggestion.no_reasons``,
    ``suggestion.no_measures``.
    """
    if state != SuggestionState.OPEN:
        raise Refusal("suggestion.answered")
    if answer not in code_list("suggestion_answers"):
        raise Refusal("suggestion.answer_unknown", answer=answer)
    if answer != "accepted" and not reasons.strip():
        raise Refusal("suggestion.no_reasons")
    if answer != "rejected" and not measures.strip():
        raise Refusal("suggestion.no_measures")


def check_follow_up(*, state: str, words: str) -> None:
    """Refuse to look back before the answer or in silence: ``suggestion.not_answered``, ``suggestion.no_follow_up``."""
    if state != SuggestionState.ANSWERED:
        raise Refusal("suggestion.not_answered")
    if not words.strip():
        raise Refusal("suggestion.no_follow_up")


def check_causes(*, causes: Collection[str], words: str) -> None:
    """Refuse no cause, an unknown one, or one without what the file shows.

    Raises ``cause.none``, ``cause.unknown``, ``cause.no_words``.
    """
    if not causes:
        raise Refusal("cause.none")
    for cause in sorted(causes):
        if cause not in code_list("root_causes"):
            raise Refusal("cause.unknown", cause=cause)
    if not words.strip():
        raise Refusal("cause.no_words")


def cluster(*, count: int, of: int, others: int, of_others: int) -> str:
    """Say what ``count`` of the ``of`` failed cases of an organ or unit mean: ``few``, ``seen`` or ``cluster``.

    ``others`` of ``of_others`` failed cases elsewhere had the cause too. Small numbers say nothing of a practice; where
    there is too little elsewhere to compare with, a cause is seen and no more.
    """
    if count < FEW:
        return "few"
    if of_others < TO_COMPARE or count * of_others < TIMES * others * of:
        return "seen"
    return "cluster"

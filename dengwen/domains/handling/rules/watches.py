"""What a leader who watches may write, and how the organ answers her (plan S47)."""

from datetime import date

from dengwen.base.errors import Refusal


def check_note(*, own: bool, words: str, asks: bool, due: date | None, today: date) -> None:
    """Refuse a note by somebody who does not watch the case now, one without words, or a question without a day.

    Raises ``watch.not_hers``, ``watch.no_words``, ``watch.no_day``, ``watch.day_past``, ``watch.day_without_question``.
    """
    if not own:
        raise Refusal("watch.not_hers")
    if not words.strip():
        raise Refusal("watch.no_words")
    if asks and due is None:
        raise Refusal("watch.no_day")
    if asks and due is not None and due <= today:
        raise Refusal("watch.day_past", until_on=due)
    if due is not None and not asks:
        raise Refusal("watch.day_without_question")


def check_answer(*, asks: bool, answered: bool, answer: str) -> None:
    """Refuse an answer to what asked nothing, a second answer, or one without words.

    Raises ``watch.asks_nothing``, ``watch.answered``, ``watch.no_answer``.
    """
    if not asks:
        raise Refusal("watch.asks_nothing")
    if answered:
        raise Refusal("watch.answered")
    if not answer.strip():
        raise Refusal("watch.no_answer")

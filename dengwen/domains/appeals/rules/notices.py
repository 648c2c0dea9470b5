"""Nothing ends without word to the petitioner (facts, 8c)."""

from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list


@dataclass(frozen=True, slots=True)
class Notice:
    """That the petitioner was told: on which day, by which means (code list ``service_methods``)."""

    told_on: date
    told_by: str


def check_notice(notice: Notice, *, since: date, today: date) -> None:
    """Refuse a notice by no known means, of a day to come, or before there was anything to tell.

    Raises ``notice.means_unknown``, ``day.future``, ``notice.too_early``.
    """
    if notice.told_by not in code_list("service_methods"):
        raise Refusal("notice.means_unknown", means=notice.told_by)
    if notice.told_on > today:
        raise Refusal("day.future", day=notice.told_on)
    if notice.told_on < since:
        raise Refusal("notice.too_early", told_on=notice.told_on, since=since)


def check_words(*wanted: tuple[str, Refusal]) -> None:
    """Refuse an empty text; each stands beside the refusal that says what to write (``words.<what>``)."""
    for text, refusal in wanted:
        if not text.strip():
            raise refusal

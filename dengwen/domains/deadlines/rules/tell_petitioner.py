"""A limit in the words of the street, for the one who waits: until when, since when, and what if nothing comes."""

from datetime import date

from dengwen.domains.deadlines.rules.compute_due import Due
from dengwen.domains.deadlines.rules.explain_due import say_day
from dengwen.foundation.rulebook.model import Unit

_LENGTH_EN = {
    Unit.CALENDAR_DAY: "day",
    Unit.WORKING_DAY: "working day",
    Unit.MONTH: "month",
    Unit.YEAR: "year",
}
_LENGTH_ZH = {Unit.CALENDAR_DAY: "天", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.YEAR: "年"}


def tell_petitioner(due: Due, lang: str, *, today: date, told: date | None = None) -> str:
    """Return what a petitioner is told of a running limit: always the later day, never one that may still come earlier.

    ``told`` is the day on record; the later of both holds. A day that has passed names the other door.
    """
    day = max(due.for_petitioner, told or due.for_petitioner)
    return _chinese(due, day, today) if lang.startswith("zh") else _english(due, day, today)


def _english(due: Due, day: date, today: date) -> str:
    limit, until, since = due.limit, say_day(day, "en"), say_day(due.start, "en")
    if limit.bearer == "petitioner":
        if day < today:
            return f"You could {limit.action_en} until {until}. If something kept you from it, say what, and ask now."
        return f"You may {limit.action_en} until {until}. That day counts. Nobody may hold it against you."
    if due.paused:
        return (
            f"They have to {limit.action_en}. During the hearing the time stands still; as of now: {until}."
        )
    if day < today:
        return f"They had to {limit.action_en} by {until}. That day has passed: ask there, or at the organ above it."
    said = f"They must {limit.action_en} by {until}."
    if limit.unit is Unit.GIVEN_DATE:
        return said
    many = "" if limit.length == 1 else "s"
    said += f" That is {limit.length} {_LENGTH_EN[limit.unit]}{many} after {since}"
    said += f", and {due.extension_days} more that you were told of." if due.extension_days else "."
    return said + (
        " The day may still move a little, when the holidays are announced." if due.provisional else ""
    )


def _chinese(due: Due, day: date, today: date) -> str:
    limit, until, since = due.limit, say_day(day, "zh"), say_day(due.start, "zh")
    if limit.bearer == "petitioner":
        if day < today:
            return (
                f"您{limit.action_zh}的期限已于{until}届满。如有正当理由未能按时提出，请说明原因，仍可提出。"
            )
        return f"您可以在{until}（含当日）之前{limit.action_zh}，任何人不得因此为难您。"
    if due.paused:
        return f"他们应当{limit.action_zh}。听证期间时间暂停计算，目前算到{until}。"
    if day < today:
        return f"他们本应在{until}之前{limit.action_zh}，现已超过期限。您可以向该机关或者其上一级机关询问。"
    said = f"他们最迟应当在{until}{limit.action_zh}。"
    if limit.unit is Unit.GIVEN_DATE:
        return said
    said += f"从{since}算起，共{limit.length}{_LENGTH_ZH[limit.unit]}"
    said += f"，另有已告知您的延期{due.extension_days}天。" if due.extension_days else "。"
    return said + ("放假安排公布后，这个日期可能略有变化。" if due.provisional else "")

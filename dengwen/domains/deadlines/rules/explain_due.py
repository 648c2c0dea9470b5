"""Why this date: the count of a limit in one paragraph, for organ and petitioner alike (L22 Art.34 to 36)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dengwen.domains.deadlines.rules.compute_due import Due, Step
from dengwen.foundation.calendar.reasons import reason_label
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.model import Status, Unit

_UNITS = {
    Unit.CALENDAR_DAY: ("day", "日"),
    Unit.WORKING_DAY: ("working day", "个工作日"),
    Unit.MONTH: ("month", "个月"),
    Unit.YEAR: ("year", "年"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_STATUS = {
    Status.SOURCE: ("", ""),
    Status.UNVERIFIED: (" Not checked against the text of the rule.", "该规则尚未与原文核对。"),
    Status.DESIGN: (" No law sets it.", "非法律规定的期限。"),
}
_PROVISIONAL = (
    " Provisional: the official holiday notice for these days is not out yet.",
    "暂定：相关日期的放假安排尚未公布，公布后将重新计算。",
)


def say_day(day: date, lang: str) -> str:
    """Return a date as people write it: 3 March 2026, 2026年3月3日."""
    if lang.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def explain(due: Due, lang: str, *, told: date | None = None) -> str:
    """Return one readable paragraph: start, count, each day skipped or paused, the end, the article, its standing.

    ``told`` is the day that stands on record: a petitioner who was told a later day before a holiday notice keeps it.
    """
    kept = told if told is not None and told > due.legal else None
    return _in_chinese(due, kept) if lang.startswith("zh") else _in_english(due, kept)


def days_named(due: Due, kind: str, lang: str) -> str:
    """Return the days of one kind of step (see ``Step``), neighbours of one reason together."""
    return _days(due.steps, kind, "zh" if lang.startswith("zh") else "en")


def days_left(due: Due | date, today: date, lang: str) -> str:
    """Return the time that is left until the legal end in words; a plain date is taken as that end."""
    left = ((due.legal if isinstance(due, Due) else due) - today).days
    if lang.startswith("zh"):
        return "今天到期" if left == 0 else f"还有{left}天" if left > 0 else f"已超期{-left}天"
    return "due today" if left == 0 else _many(left, "day") if left > 0 else f"late {_many(-left, 'day')}"


def _in_english(due: Due, kept: date | None) -> str:
    limit, end = due.limit, say_day(due.target, "en")
    if limit.unit is Unit.GIVEN_DATE:
        said = f"The date named is {end}."
    else:
        length = _many(limit.length, _UNITS[limit.unit][0])
        if due.extension_days:
            unit = "working day" if limit.unit is Unit.WORKING_DAY else "day"
            length += f" and {_many(due.extension_days, unit)} of extension"
        verb = "ends" if limit.length == 1 and not due.extension_days else "end"
        said = f"{length} from {say_day(due.start, 'en')}, the day not counted, {verb} on {end}."
    if skipped := _days(due.steps, "skip", "en"):
        said += f" Not counted: {skipped}."
    if worked := _days(due.steps, "make_up", "en"):
        said += f" Counted: {worked}."
    if paused := _days(due.steps, "pause", "en", _pause_label):
        said += f" It stood still and nothing was counted: {paused}."
    if due.paused:
        until = f"on {say_day(due.as_of, 'en')}" if due.as_of else "at once"
        said += f" It still stands still; the end is counted as if that ended {until}, and moves on with it."
    if due.legal != due.target:
        rest = _days(due.steps, "roll", "en")
        said += f" That is a rest day ({rest}), so the limit legally ends on {say_day(due.legal, 'en')}."
    if kept:
        said += f" The petitioner was told {say_day(kept, 'en')} before a holiday notice changed the count: it stays."
    said += _PROVISIONAL[0] if due.provisional else ""
    return f"{said} {limit.article}.{_STATUS[limit.status][0]}"


def _in_chinese(due: Due, kept: date | None) -> str:
    limit, end = due.limit, say_day(due.target, "zh")
    if limit.unit is Unit.GIVEN_DATE:
        said = f"指定的日期为{end}。"
    else:
        length = f"{limit.length}{_UNITS[limit.unit][1]}"
        if due.extension_days:
            unit = "个工作日" if limit.unit is Unit.WORKING_DAY else "日"
            length += f"，延期{due.extension_days}{unit}"
        said = f"自{say_day(due.start, 'zh')}起{length}，起始当日不计入，至{end}届满。"
    if skipped := _days(due.steps, "skip", "zh"):
        said += f"不计入：{skipped}。"
    if worked := _days(due.steps, "make_up", "zh"):
        said += f"计入：{worked}。"
    if paused := _days(due.steps, "pause", "zh", _pause_label):
        said += f"期限中止，不计入：{paused}。"
    if due.paused:
        until = say_day(due.as_of, "zh") if due.as_of else "当日"
        said += f"中止尚未结束，届满日暂按{until}恢复计算，并将相应顺延。"
    if due.legal != due.target:
        rest = _days(due.steps, "roll", "zh")
        said += f"届满日为休息日（{rest}），依法顺延至{say_day(due.legal, 'zh')}。"
    if kept:
        said += f"放假安排调整前已告知信访人{say_day(kept, 'zh')}届满，仍以该日为准。"
    said += _PROVISIONAL[1] if due.provisional else ""
    return f"{said}依据：{limit.article_zh}。{_STATUS[limit.status][1]}"


def _pause_label(code: str, lang: str) -> str:
    return code_list("pauses").label(code, lang)


def _days(
    steps: Iterable[Step], kind: str, lang: str, label: Callable[[str, str], str] = reason_label
) -> str:
    """Name the days of ``kind``, neighbours of one reason together: "1 to 5 May 2026: Labour Day"."""
    runs: list[tuple[date, date, str]] = []
    for step in (step for step in steps if step.kind == kind):
        if runs and runs[-1][1] + timedelta(days=1) == step.day and runs[-1][2] == step.note_code:
            runs[-1] = (runs[-1][0], step.day, step.note_code)
        else:
            runs.append((step.day, step.day, step.note_code))
    if lang == "zh":
        return "、".join(f"{_run(first, last, lang)}{label(why, lang)}" for first, last, why in runs)
    return ", ".join(f"{_run(first, last, lang)}: {label(why, lang)}" for first, last, why in runs)


def _run(first: date, last: date, lang: str) -> str:
    if first == last:
        return say_day(first, lang)
    if lang == "zh":
        return f"{say_day(first, lang)}至{say_day(last, lang)}"
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same_month else say_day(first, lang)} to {say_day(last, lang)}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

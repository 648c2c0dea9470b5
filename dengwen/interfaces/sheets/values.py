"""One cell in, one value out. An unreadable cell raises :class:`ValueProblemError` with a named reason."""

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache
from typing import Literal

DateOrder = Literal["ymd", "dmy", "mdy"]
Moment = dt.date | dt.datetime

_SERIAL_START = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a table has no time zone
_SERIALS = range(10_000, 110_000)

_CLOCK = (
    r"(?:[T\s]*(?P<half>上午|下午|am|pm)?\s*(?P<hour>\d{1,2})[:时点](?P<minute>\d{1,2})?分?"
    r"(?::?(?P<second>\d{1,2})(?:[.,]\d+)?秒?)?\s*(?P<half2>am|pm)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})\s*[日号]?"
    + _CLOCK,
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})\s*(?P<mark>[-/.])\s*(?P<second_part>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})" + _CLOCK,
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:\s*(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_WHOLE = re.compile(r"([+-]?\d+)(?:\.0+)?")

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_ROUND_LINE = re.compile(r" ?\n ?")
_LINES = re.compile(r"\n+")
_MANY_LINES = re.compile(r"\n{3,}")


class ValueProblemError(Exception):
    """A cell that cannot be taken as it is; ``code`` and ``facts`` make the sentence (see ``problems``)."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


def as_text(raw: object) -> str:
    """Return a cell as text over several lines: blanks and tabs collapsed, never two empty lines in a row."""
    if not isinstance(raw, str):
        return as_plain(raw)
    if not raw:
        return ""
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip()
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw))
    text = _ROUND_LINE.sub("\n", _BLANKS.sub(" ", text))
    return _MANY_LINES.sub("\n\n", text).strip()


def as_line(raw: object) -> str:
    """Return a cell as one line of text."""
    text = as_text(raw)
    return _LINES.sub(" ", text) if "\n" in text else text


def as_code(raw: object) -> str:
    """Return a number or name that identifies something: ``411.0`` is ``411``, full-width digits too."""
    text = as_line(raw)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    whole = text[:-2]
    return whole if text.endswith(".0") and whole.isdigit() else text


def as_plain(raw: object) -> str:
    """Return a cell that is no text the way a person would write it: 411, 2012-03-05, 2012-03-05 09:13:00."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    if isinstance(raw, dt.datetime):
        return raw.replace(microsecond=0).isoformat(sep=" ")
    return (
        raw if isinstance(raw, str) else raw.isoformat() if isinstance(raw, dt.date | dt.time) else str(raw)
    )


def as_integer(raw: object) -> int | None:
    """Return a whole number, None for an empty cell."""
    text = unicodedata.normalize("NFKC", as_line(raw)).replace(",", "")
    if not text:
        return None
    match = _WHOLE.fullmatch(text)
    if match is None or len(text) > 30:
        raise ValueProblemError("number_unreadable")
    return int(match[1])


def as_moment(raw: object, order: DateOrder = "ymd") -> Moment | None:
    """Return a day, or a day with its time where one is written; None for an empty cell.

    Reads 2012-3-5, 2012/3/5, 2012.3.5, 2012年3月5日, 20120305, 5.3.2012, times behind each, date cells
    and Excel's day numbers. ``order`` decides between 5/3 and 3/5; with ``ymd`` a doubtful one is refused.
    """
    if isinstance(raw, dt.datetime):
        return raw.replace(tzinfo=None, microsecond=0)
    if isinstance(raw, dt.date):
        return raw
    if isinstance(raw, bool):
        raise ValueProblemError("date_unreadable")
    if isinstance(raw, float | int):
        return _from_number(float(raw))
    return _from_text(as_line(raw), order) if raw is not None else None


def day_of(moment: Moment) -> dt.date:
    """Return the day of a moment."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _from_number(number: float) -> Moment:
    if not math.isfinite(number):
        return _refuse()
    if int(number) in _SERIALS:
        moment = _SERIAL_START + dt.timedelta(seconds=round(number * 86_400))
        return moment if number % 1 else moment.date()
    if number.is_integer():
        return _from_text(str(int(number)), "ymd") or _refuse()
    return _refuse()


def _refuse() -> Moment:
    raise ValueProblemError("date_unreadable")


@lru_cache(maxsize=4096)
def _from_text(text: str, order: DateOrder) -> Moment | None:
    if not text:
        return None
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if _SERIAL.fullmatch(text):
        return _from_number(float(text))
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        return _moment(match, int(match["month"]), int(match["day"]))
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        raise ValueProblemError("date_unreadable")
    day, month = _day_and_month(int(match["first"]), int(match["second_part"]), match["mark"], order)
    return _moment(match, month, day)


def _day_and_month(first: int, second: int, mark: str, order: DateOrder) -> tuple[int, int]:
    """Dots mean day first (5.3.2012); with other marks the order must be known or evident."""
    if order == "mdy":
        return second, first
    if order == "dmy" or mark == "." or first == second or first > 12:
        return first, second
    if second > 12:
        return second, first
    raise ValueProblemError("date_ambiguous")


def _moment(match: re.Match[str], month: int, day: int) -> Moment:
    parts = match.groupdict()
    year = int(match["year"])
    try:
        if parts["hour"] is None:
            return dt.date(year, month, day)
        hour, half = int(parts["hour"]), (parts.get("half") or parts.get("half2") or "").lower()
        if half in ("下午", "pm") and hour < 12:
            hour += 12
        elif half in ("上午", "am") and hour == 12:
            hour = 0
        return dt.datetime(year, month, day, hour, int(parts["minute"] or 0), int(parts["second"] or 0))  # noqa: DTZ001
    except ValueError:
        raise ValueProblemError("date_impossible") from None

"""The due days worked out a second time, without a line of the system: ``python tests/deadlines/second_reckoning.py``.

Nothing is imported from the system. Lengths and articles come from the project's table of limits, days off and
make-up days from its list of exceptions (both lie beside the repository); a day is found by writing down every day
that counts and taking the one with the right number. The result is tests/tables/due_dates_reckoned.csv.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

DOMAIN = Path(__file__).resolve().parents[3] / "shared" / "domain"
TABLE = Path(__file__).resolve().parents[1] / "tables" / "due_dates_reckoned.csv"
HEAD = (
    "# Worked out by tests/deadlines/second_reckoning.py from the list of days off and make-up days 2010-2026 and the "
    "table of limits, without the system; pauses are written since>until, counted after the first and up to the "
    "second day.\n"
)
COLUMNS = (
    "pack",
    "limit",
    "rule",
    "start",
    "extension",
    "pauses",
    "target",
    "legal",
    "provisional",
    "article",
    "why",
)
RULES = {
    ("cn-2005", "screening"): "CN05-REG-15", ("cn-2022", "screening"): "CN22-REG-15",
    ("cn-2005", "acceptance_direct"): "CN05-ACC-D15", ("cn-2022", "acceptance_direct"): "CN22-TEL-D15",
    ("cn-2005", "acceptance_passed_on"): "CN05-ACC-T15", ("cn-2022", "acceptance_passed_on"): "CN22-TEL-T15",
    ("cn-2022", "objection"): "CN22-OBJ-5W",
    ("cn-2005", "handling"): "CN05-HDL-60", ("cn-2022", "handling"): "CN22-HDL-60",
    ("cn-2005", "review_request"): "CN05-REV-ASK", ("cn-2022", "review_request"): "CN22-REV-ASK",
    ("cn-2005", "review_decision"): "CN05-REV-DEC", ("cn-2022", "review_decision"): "CN22-REV-DEC",
    ("cn-2005", "rereview_request"): "CN05-RRV-ASK", ("cn-2022", "rereview_request"): "CN22-RRV-ASK",
    ("cn-2005", "rereview_decision"): "CN05-RRV-DEC", ("cn-2022", "rereview_decision"): "CN22-RRV-DEC",
}  # fmt: skip
# The thirty days of a re-review stand in the first paragraph, the hearing in the second; the table names the second.
BOTH_PARAGRAPHS = {"CN05-RRV-DEC": "L05 Art.35(1), (2)", "CN22-RRV-DEC": "L22 Art.36(1), (2)"}
# The only months and days that are free in every year, whatever a notice says.
ALWAYS_FREE = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
LAST_SETTLED = date(2026, 12, 24)
Row = dict[str, str]
Span = tuple[date, date]


class Reckoner:
    """Days off, make-up days and limits, as the two files say them."""

    def __init__(self) -> None:
        with (DOMAIN / "cn_calendar_exceptions_2010_2026.csv").open(encoding="utf-8", newline="") as lines:
            self.kinds = {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(lines)}
        with (DOMAIN / "deadline_rules.csv").open(encoding="utf-8", newline="") as lines:
            self.rules = {row["rule_id"]: row for row in csv.DictReader(lines)}

    def is_worked(self, day: date) -> bool:
        """Say whether people work on ``day``."""
        if day in self.kinds:
            return self.kinds[day] == "makeup_workday"
        if day.year > 2026 and (day.month, day.day) in ALWAYS_FREE:
            return False
        return day.weekday() < 5

    def row(
        self,
        law: str,
        limit: str,
        start: date,
        why: str,
        *,
        extension: int = 0,
        pauses: tuple[Span, ...] = (),
    ) -> Row:
        """Return one line of the table."""
        rule = self.rules[RULES[law, limit]]
        working, asked = rule["unit"] == "working_day", []
        counting = [
            day
            for day in (start + timedelta(days=number) for number in range(1, 400))
            if not any(since < day <= until for since, until in pauses)
        ]
        if working:
            counting = [day for day in counting if self.is_worked(day)]
        target = counting[int(rule["length"]) + extension - 1]
        if working:
            asked = [start + timedelta(days=number) for number in range(1, (target - start).days + 1)]
        legal = next(day for day in _from(target) if self.is_worked(day))
        asked += [target + timedelta(days=number) for number in range((legal - target).days + 1)]
        return {
            "pack": law, "limit": limit, "rule": rule["rule_id"], "start": start.isoformat(),
            "extension": str(extension or ""),
            "pauses": "; ".join(f"{since}>{until}" for since, until in pauses), "target": target.isoformat(),
            "legal": legal.isoformat(), "provisional": "yes" if max(asked) > LAST_SETTLED else "",
            "article": BOTH_PARAGRAPHS.get(rule["rule_id"], rule["source"]),
            "why": f"{why}; {self._end(target, legal)}",
        }  # fmt: skip

    def _end(self, target: date, legal: date) -> str:
        name = f"ends on {target:%A} {target}"
        if target != legal:
            return f"{name}, a rest day, so legally on {legal:%A} {legal}"
        return f"{name}, worked for a holiday" if target.weekday() >= 5 else f"{name}, a working day"


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)


def _law(day: date) -> str:
    return "cn-2005" if day < date(2022, 5, 1) else "cn-2022"


def plain(reckoner: Reckoner) -> Iterator[Row]:
    """Make-up days, days off, month ends, holiday weeks."""
    for day, kind in sorted(reckoner.kinds.items()):
        if day.year in (2011, 2012):
            start = day - timedelta(days=15)
            what = "make-up day" if kind == "makeup_workday" else "day off"
            yield reckoner.row("cn-2005", "screening", start, f"15 days to a {what} of {day.year}")
        if (
            day.year in (2023, 2025, 2026)
            and kind == "weekday_off"
            and day - timedelta(days=1) not in reckoner.kinds
        ):
            yield reckoner.row(
                "cn-2022", "objection", day - timedelta(days=3), "5 working days over a holiday"
            )
            yield reckoner.row(
                "cn-2022", "handling", day - timedelta(days=60), "60 days to the first day of a holiday"
            )
    for year in (2012, 2023, 2024, 2025):
        for month in range(1, 13):
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            if last < date(2026, 10, 1):
                yield reckoner.row(_law(last), "review_decision", last, "30 days from a month's end")


def hop_after_hop(reckoner: Reckoner) -> Iterator[Row]:
    """The two 15-day limits, each from its own hop; the petitioner's own periods."""
    for sent in (
        date(2012, 1, 13),
        date(2012, 9, 28),
        date(2024, 2, 5),
        date(2025, 9, 25),
        date(2026, 2, 10),
    ):
        law = _law(sent)
        first = reckoner.row(law, "screening", sent, "first 15 days, at the petition office")
        passed_on = date.fromisoformat(first["target"])
        yield first
        yield reckoner.row(law, "acceptance_direct", sent, "15 days of the organ that it was handed to")
        yield reckoner.row(
            law, "acceptance_passed_on", passed_on, "a second 15 days, from the day of passing on alone"
        )
        yield reckoner.row(
            law, "acceptance_passed_on", sent + timedelta(days=3), "passed on early: 15 days from then"
        )
    for served in (
        date(2011, 12, 23),
        date(2012, 8, 31),
        date(2024, 1, 12),
        date(2025, 9, 1),
        date(2026, 1, 19),
    ):
        yield reckoner.row(_law(served), "review_request", served, "the petitioner's 30 days from service")
        yield reckoner.row(
            _law(served), "rereview_request", served + timedelta(days=2), "30 days from service of the review"
        )


def extended(reckoner: Reckoner) -> Iterator[Row]:
    """Extensions of the 60 days, some granted on the very last day."""
    starts = [date(2011, 11, 1), date(2011, 12, 1), date(2012, 6, 29), date(2022, 11, 23), date(2023, 12, 14),
              date(2025, 7, 5), date(2025, 8, 4), date(2026, 2, 28)]  # fmt: skip
    for start in starts:
        plain_end = reckoner.row(_law(start), "handling", start, "")["legal"]
        for days in (1, 10, 15, 29, 30):
            why = f"60 days and {days} of extension, granted on the last day, {plain_end}"
            yield reckoner.row(_law(start), "handling", start, why, extension=days)


def paused(reckoner: Reckoner) -> Iterator[Row]:
    """Hearings in the 30 days of a re-review; in no other limit does time stand still."""

    def span(since: date, ahead: int, days: int) -> Span:
        return since + timedelta(days=ahead), since + timedelta(days=ahead + days)

    starts = [
        date(2012, 1, 9),
        date(2012, 9, 17),
        date(2024, 2, 1),
        date(2025, 9, 19),
        date(2026, 3, 2),
        date(2026, 4, 17),
    ]
    for start in starts:
        law = _law(start)
        shapes = [
            ("a hearing of one day after the opening day", (span(start, 5, 1),)),
            ("a hearing over a weekend, Friday to Monday", (span(start, (4 - start.weekday()) % 7 + 7, 3),)),
            ("a hearing of twelve days over two weekends", (span(start, 10, 12),)),
            ("two hearings", (span(start, 4, 2), span(start, 20, 5))),
            ("two hearings that overlap, their days counted once", (span(start, 4, 6), span(start, 8, 6))),
            ("opened and closed on one day: nothing stands still", (span(start, 7, 0),)),
            ("opened on the first day", (span(start, 0, 9),)),
            ("opened on the last day of the limit: it had run out", (span(start, 30, 9),)),
            ("opened after the limit had ended: it moves nothing", (span(start, 45, 9),)),
            ("opened on the day before the last", (span(start, 29, 9),)),
            ("a hearing of ninety days", (span(start, 15, 90),)),
        ]  # fmt: skip
        for why, pauses in shapes:
            if max(until for _, until in pauses) < date(2026, 12, 1):
                yield reckoner.row(law, "rereview_decision", start, why, pauses=pauses)


def into_2027(reckoner: Reckoner) -> Iterator[Row]:
    """Begun in November and December 2026, ending in a year without an official calendar."""
    for number in range(0, 36, 3):
        start = date(2026, 11, 2) + timedelta(days=number)
        yield reckoner.row("cn-2022", "handling", start, "60 days into 2027")
        yield reckoner.row(
            "cn-2022", "review_decision", start + timedelta(days=25), "30 days towards or into 2027"
        )
    for number in range(0, 12, 2):
        start = date(2026, 12, 18) + timedelta(days=number)
        yield reckoner.row("cn-2022", "objection", start, "5 working days at the turn of the year")
        yield reckoner.row(
            "cn-2022", "handling", start, "60 days and 30 of extension into 2027", extension=30
        )
    for number in range(0, 10, 3):
        start = date(2026, 11, 27) + timedelta(days=number)
        hearing = (start + timedelta(days=10), start + timedelta(days=30))
        yield reckoner.row(
            "cn-2022", "rereview_decision", start, "a hearing over the turn of the year", pauses=(hearing,)
        )


def rows() -> list[Row]:
    """Return the whole table."""
    reckoner = Reckoner()
    parts = (plain, hop_after_hop, extended, paused, into_2027)
    found = [row for part in parts for row in part(reckoner)]
    return list({tuple(row[name] for name in COLUMNS[:6]): row for row in found}.values())


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


if __name__ == "__main__":
    main()

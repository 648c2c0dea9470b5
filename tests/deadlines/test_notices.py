"""A new holiday notice: checked line by line, adopted once, obeyed by every limit that runs, each move on record."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import STORED
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.deadlines.models import Clock, HolidayNotice
from dengwen.domains.deadlines.reads.notices import matters_still_waiting
from dengwen.domains.deadlines.reads.replay_clocks import differences
from dengwen.domains.deadlines.reads.why_days import why_days
from dengwen.domains.deadlines.rules.compute_due import compute_due
from dengwen.domains.deadlines.verbs.adopt_notice import adopt_notice
from dengwen.domains.deadlines.verbs.recompute_clocks import recompute_clocks
from dengwen.foundation.calendar.notice import Notice, changed_days, read_notice, under_notices
from dengwen.foundation.calendar.working_days import calendar_named
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.rulebook.loading import packs
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.deadlines.happening import at_day, clock, happen
from tests.deadlines.notices import FREE, WORKED, notice

CHINA = calendar_named("cn")
LATE_START = date(
    2026, 12, 10
)  # sixty days end on Monday 8 February 2027, the first day of the Spring Festival
NUMBER = (LATE_START - date(2026, 3, 2)).days


def good() -> Notice:
    found, problems = read_notice(notice())
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("day,kind\n", ["notice.columns"]),
        (notice(extra="8 Feb,weekday_off,Spring Festival"), ["notice.no_date"]),
        (notice(extra="2027-02-08,weekday_off,Spring Festival"), ["notice.twice"]),
        (notice(extra="2027-03-01,off,Spring Festival"), ["notice.kind_unknown"]),
        (notice(extra="2027-03-01,weekday_off,"), ["notice.no_holiday"]),
        (notice(extra="2027-03-06,weekday_off,Rest"), ["notice.off_on_weekend"]),
        (notice(extra="2027-03-05,makeup_workday,Work"), ["notice.made_up_on_weekday"]),
        (notice(extra="1027-03-05,weekday_off,Rest"), ["notice.strange_year"]),
        ("date,kind,holiday\n2027-12-31,weekday_off,New Year's Day\n", ["notice.no_year", "notice.belongs_to_no_year"]),
        (notice(without=(date(2027, 10, 1),)), ["notice.fixed_day_missing"]),
        (notice(extra="2029-12-31,weekday_off,New Year's Day"), ["notice.belongs_to_no_year"]),
        ("date,kind,holiday\n2028-03-01,weekday_off,Rest\n", ["notice.year_not_whole", "notice.fixed_day_missing",
                                                             "notice.fixed_day_missing", "notice.fixed_day_missing"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, codes: list[str]) -> None:
    _, problems = read_notice(text)
    assert [problem.code for problem in problems] == codes


def test_a_problem_names_its_line() -> None:
    text = notice(extra="8 Feb,weekday_off,Spring Festival")
    assert read_notice(text)[1][0].facts["line"] == len(text.splitlines())


def test_the_calendar_under_the_notice() -> None:
    after = under_notices(CHINA, [good()])
    for first, count, _ in FREE:
        for number in range(count):
            assert not after(first + timedelta(days=number)).working
    assert all(after(day).working and after(day).reason == "make_up" for day in WORKED)
    assert after(date(2027, 2, 8)).reason == "holiday:spring_festival"
    assert not after(date(2027, 3, 1)).provisional
    assert not after(date(2026, 12, 28)).provisional, "the next year's notice is out, and says nothing of it"
    assert after(date(2027, 12, 28)).provisional
    assert after(date(2028, 3, 1)) == CHINA(date(2028, 3, 1))
    assert after(date(2026, 6, 1)) == CHINA(date(2026, 6, 1))


def test_a_notice_reaches_back_into_december_and_a_correction_replaces_its_year() -> None:
    back = read_notice(notice(extra="2026-12-26,makeup_workday,New Year's Day"))[0]
    assert back.years == (2027,)
    assert under_notices(CHINA, [back])(date(2026, 12, 26)).working
    corrected = read_notice(notice(extra="2027-03-01,weekday_off,Special Day"))[0]
    after = under_notices(CHINA, [back, corrected])
    assert not after(date(2026, 12, 26)).working, "the correction no longer says so"
    assert after(date(2027, 3, 1)).reason == "holiday:Special Day"
    assert date(2027, 3, 1) in changed_days(under_notices(CHINA, [back]), after, (2027,))


def test_the_delivered_file_changes_nothing_of_the_years_it_repeats() -> None:
    file = Path(__file__).parents[3] / "shared" / "domain" / "cn_calendar_exceptions_2010_2026.csv"
    if not file.is_file():
        pytest.skip(f"needs {file}")
    found, problems = read_notice(file.read_text("utf-8"))
    assert problems == []
    assert found.years == tuple(range(2010, 2027))
    after = under_notices(CHINA, [found])
    days = (date(2010, 1, 1) + timedelta(days=number) for number in range(365 * 17))
    assert [day for day in days if CHINA(day).working is not after(day).working] == []


@given(
    st.sampled_from([limit for law in packs() for limit in law.limits]),
    st.dates(date(2026, 9, 1), date(2027, 10, 1)),
    st.sets(st.dates(date(2027, 1, 4), date(2027, 12, 20)), max_size=12),
)
def test_more_days_off_never_shorten_a_period(limit: object, start: date, off: set[date]) -> None:
    first = good()
    free = {day: "special" for day in off if day.weekday() < 5}
    second = Notice((2027,), {**free, **first.days})
    assert hasattr(limit, "unit")
    before = compute_due(limit, start, calendar=under_notices(CHINA, [first]))  # type: ignore[arg-type]
    after = compute_due(limit, start, calendar=under_notices(CHINA, [first, second]))  # type: ignore[arg-type]
    assert after.target >= before.target
    assert after.legal >= before.legal


@pytest.fixture
def case(kept_cast: Cast) -> int:
    """Accepted on 10 December 2026; served on 20 December in a second case."""
    with transaction.atomic():
        case = kept_cast.registered(at=at_day(NUMBER), received_on=LATE_START).pk
    accept_matter(case=case, actor=kept_cast["registrar"], at=at_day(NUMBER))
    return case


def adopt(cast: Cast, text: str | None = None, at: int = NUMBER + 5) -> int:
    return adopt_notice(
        text=text or notice(), file_name="2027.csv", actor=cast["campaign_office"], at=at_day(at)
    )


def recompute(cast: Cast, at: int = NUMBER + 5, size: int = 200) -> int:
    after, changed = 0, 0
    while True:
        batch = recompute_clocks(actor=cast["campaign_office"], at=at_day(at), after=after, size=size)
        if batch.after is None:
            return changed
        after, changed = batch.after, changed + batch.changed


def seen(cast: Cast, case: int, rule: str) -> Clock:
    with acting(cast["registrar"].post):
        return clock(cast, case, rule)


def test_running_limits_follow_the_notice_and_each_move_is_on_record(kept_cast: Cast, case: int) -> None:
    """Trap (alaveteli #7292, zammad #534): a holiday came later and running cases kept their old dates."""
    before = seen(kept_cast, case, "CN22-HDL-60")
    assert (before.legal, before.provisional) == (date(2027, 2, 8), True)
    adopt(kept_cast)
    assert matters_still_waiting() == 1
    assert recompute(kept_cast) == 1
    after = seen(kept_cast, case, "CN22-HDL-60")
    assert (after.legal, after.original, after.provisional) == (date(2027, 2, 15), date(2027, 2, 8), False)
    with acting(kept_cast["registrar"].post):
        matter = kept_cast.matter(case)
        assert (matter.handling_due, matter.due) == (after.legal, after.target)
        (entry,) = Entry.objects.filter(kind="case", subject=case, event="due_recomputed")
        assert '"before":"2027-02-08"' in entry.payload
        assert '"after":"2027-02-15"' in entry.payload
        (why,) = [
            one
            for one in why_days(actor=kept_cast["registrar"], case=case, today=LATE_START)
            if one.limit.key == "handling"
        ]
        assert [(move.before, move.after) for move in why.moved] == [(date(2027, 2, 8), date(2027, 2, 15))]
        assert why.due.legal == why.legal, "explained by the calendar that it was counted with"
        assert list(differences(case)) == []
        actor = kept_cast["campaign_office"]
        assert not STORED.acted(actor.account, matter), "who adopts a notice may still examine the case"
    assert matters_still_waiting() == 0
    assert list(verify_everything()) == []


def test_twice_changes_nothing_and_a_stopped_run_goes_on(kept_cast: Cast, case: int) -> None:
    with transaction.atomic():
        for number in range(4):
            kept_cast.registered(at=at_day(NUMBER + 1), received_on=LATE_START - timedelta(days=number))
    adopt(kept_cast)
    first = recompute_clocks(actor=kept_cast["campaign_office"], at=at_day(NUMBER + 5), size=1)
    assert (first.looked_at, first.changed) == (1, 1)
    entries = Entry.objects.using("owner").count()
    changed = recompute(kept_cast, size=2)
    assert Entry.objects.using("owner").count() == entries + changed
    assert recompute(kept_cast) == 0
    assert Entry.objects.using("owner").count() == entries + changed


def test_new_limits_are_counted_with_it_at_once(kept_cast: Cast, case: int) -> None:
    """No process keeps a calendar of its own."""
    number = adopt(kept_cast)
    with transaction.atomic():
        other = kept_cast.registered(at=at_day(NUMBER + 6), received_on=LATE_START).pk
    accept_matter(case=other, actor=kept_cast["registrar"], at=at_day(NUMBER + 6))
    found = seen(kept_cast, other, "CN22-HDL-60")
    assert (found.calendar, found.provisional) == (number, False)
    assert matters_still_waiting() == 1


def test_a_petitioner_keeps_the_later_day(kept_cast: Cast, case: int) -> None:
    """Her period was told with a free day that a correction takes back: it does not get shorter."""
    day = date(2027, 3, 1)
    adopt(kept_cast, notice(extra=f"{day},weekday_off,Special Day"))
    served = (day - timedelta(days=30) - date(2026, 3, 2)).days
    happen(kept_cast, case, "issue_opinion", at_day(served - 1))
    happen(kept_cast, case, "record_service", at_day(served))
    before = seen(kept_cast, case, "CN22-REV-ASK")
    assert before.legal == date(2027, 3, 2)
    adopt(kept_cast, at=served + 1)
    recompute(kept_cast, at=served + 1)
    assert seen(kept_cast, case, "CN22-REV-ASK").legal == before.legal
    assert (matters_still_waiting(), recompute(kept_cast, at=served + 2)) == (0, 0), (
        "and nothing waits for ever"
    )
    assert seen(kept_cast, case, "DSN-UPD-28").legal == day, "what an organ owes has no such favour"
    with acting(kept_cast["registrar"].post):
        assert list(differences(case)) == []


def test_who_may_adopt_and_only_once(kept_cast: Cast) -> None:
    for part in ("registrar", "leader", "administrator", "auditor"):
        with pytest.raises(Refusal) as refused:
            adopt_notice(text=notice(), file_name="n.csv", actor=kept_cast[part], at=at_day(0))
        assert refused.value.code == "right.missing"
        with pytest.raises(Refusal):
            recompute_clocks(actor=kept_cast[part], at=at_day(0))
    adopt(kept_cast)
    known, strange, wrong = (
        ("known_already", notice(), "cn"),
        ("calendar_unknown", "", "mars"),
        ("columns", "a", "cn"),
    )
    for code, text, calendar in (known, strange, wrong):
        with pytest.raises(Refusal) as refused:
            adopt_notice(
                text=text,
                file_name="n.csv",
                calendar=calendar,
                actor=kept_cast["campaign_office"],
                at=at_day(1),
            )
        assert refused.value.code == f"notice.{code}"
    assert HolidayNotice.objects.count() == 1
    assert Entry.objects.using("owner").filter(kind="calendar", event="notice_adopted").count() == 1


def test_the_command(kept_cast: Cast, case: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(notice(extra="2027-03-06,weekday_off,Rest"), encoding="utf-8")
    assert main(["calendar", "check", str(file)]) == 1
    assert "Line" in capsys.readouterr().err
    file.write_text(notice(), encoding="utf-8")
    assert main(["calendar", "check", str(file)]) == 0
    assert "2027: 17 weekdays off, 3 make-up days" in capsys.readouterr().out
    assert HolidayNotice.objects.count() == 0
    assert main(["calendar", "adopt", str(file), "--as", "registrar"]) != 0
    assert main(["calendar", "adopt", str(file), "--as", "campaign_office"]) == 0
    assert "1 cases looked at, 1 changed" in capsys.readouterr().out
    assert main(["calendar", "recompute", "--as", str(kept_cast["campaign_office"].post)]) == 0
    assert "0 changed" in capsys.readouterr().out
    assert main(["calendar", "list"]) == 0
    assert "2027.csv" in capsys.readouterr().out

"""The sweep: everybody is told of each step once, and of nothing that does not run."""

import json
from datetime import date, datetime, timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.reminders.models import OpenPost, Reminder
from dengwen.domains.reminders.reads.missed import last_sweep, missed_reminders
from dengwen.domains.reminders.verbs.sweep import sweep
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.staff.verbs.appoint import appoint
from dengwen.foundation.staff.verbs.end_post import end_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import walk
from tests.reminders.telling import ZONE, after, six, swept, told

# Before acceptance Lin County owes two things by the same day: to screen, and to tell the petitioner.
TWO = 2


def test_from_half_to_late_each_step_once(cast: Cast) -> None:
    cast.registered()
    heard: dict[int, dict[str, int]] = {}
    for days in range(24):
        if found := swept(days).reminders:
            heard[days] = dict(found)
    assert heard == {
        8: {"half": TWO}, 12: {"near": 2 * TWO}, 15: {"last_day": 2 * TWO}, 16: {"late": 3 * TWO},
        23: {"late": 3 * TWO},
    }  # fmt: skip
    late_twice = ["late"] * 2 * TWO
    assert told(cast) == {
        "registrar": ["half"] * TWO + ["near"] * TWO + ["last_day"] * TWO + late_twice,
        "leader": ["near"] * TWO + ["last_day"] * TWO + late_twice,
        "reviewer": late_twice,  # River City has no campaign office
    }


def test_a_team_is_told_and_nobody_else(cast: Cast) -> None:
    walk(cast, "team")
    swept(90)
    assert told(cast) == {part: ["late"] for part in ("handler", "unit_head", "leader", "reviewer")}


def test_sweeping_twice_is_sweeping_once(cast: Cast) -> None:
    cast.registered()
    assert swept(16).reminders.total() == 3 * TWO
    assert swept(16).reminders.total() == 0
    # A day before: what a later day told already says more.
    assert swept(12).reminders.total() == 0


def test_days_without_a_sweep_are_made_up_for_by_one_reminder(cast: Cast) -> None:
    """Off from before half until late: one reminder of what is late, not four; and whoever lost one has this one."""
    cast.registered()
    swept(3)
    assert dict(swept(40).reminders) == {"late": 3 * TWO}
    assert dict(swept(43).reminders) == {}
    assert dict(swept(45).reminders) == {
        "late": 3 * TWO
    }  # the weeks are counted from the first late day, the 16th


def test_nothing_is_written_before_its_day_and_nothing_is_missing_on_it(cast: Cast) -> None:
    cast.registered()
    for days in (7, 8, 11, 12, 14, 15, 16, 22, 23):
        before = missed_reminders(day=after(days)).limits.total()
        assert bool(before) == (days in (8, 12, 15, 16, 23))
        swept(days)
        assert missed_reminders(day=after(days)).limits.total() == 0
    assert not Reminder.objects.using("default").exclude(told_on__gte=after(8)).exists()


def test_what_is_left_out_is_found(cast: Cast) -> None:
    """The look must be able to find something: a case that came after the sweep, and its exception."""
    cast.registered()
    swept(16)
    cast.registered(at=six(after(16)) + timedelta(hours=2), received_on=DAY)
    assert dict(missed_reminders(day=after(16)).limits) == {"late": TWO}
    assert missed_reminders(day=after(16), unchanged_since=six(after(16))).limits.total() == 0


@pytest.mark.parametrize("how", ["merged", "not accepted"])
def test_what_is_not_open_never_reminds(cast: Cast, how: str) -> None:
    """Zammad #904, atd #1611: merged or duplicate cases still escalated."""
    other = cast.registered()
    case = cast.registered(title="The same again", at=MORNING + timedelta(hours=1))
    if how == "merged":
        merge_matters(case=case.pk, into=other.pk, reason="The same.", actor=cast["registrar"], at=MORNING)
    else:
        not_accept_matter(
            case=case.pk, reason="COURT", explanation="A court decides.", actor=cast["registrar"], at=MORNING
        )
    for days in (8, 12, 15, 16):
        swept(days)
    set_post(cast["registrar"].post)
    assert set(Reminder.objects.values_list("matter_id", flat=True)) == {other.pk}


def test_a_merged_case_whose_clock_was_left_running_is_silent_all_the_same(cast: Cast) -> None:
    """The state of the matter counts, not only that somebody remembered to stop its clocks."""
    left, other = cast.registered(), cast.registered(at=MORNING + timedelta(hours=1))
    set_post(cast["registrar"].post)
    Matter.objects.filter(pk=left.pk).update(is_open=False)
    swept(16)
    assert set(Reminder.objects.values_list("matter_id", flat=True)) == {other.pk}


def owed(cast: Cast, part: str) -> list[str]:
    set_post(cast[part].post)
    return sorted(Clock.objects.get(pk=pk).rule for pk in Reminder.objects.values_list("clock_id", flat=True))


def test_what_is_met_is_silent(cast: Cast) -> None:
    walk(cast, "accept")
    swept(40)
    assert owed(cast, "registrar") == ["CN22-HDL-60"]


def test_what_is_no_duty_is_silent(cast: Cast) -> None:
    """Lin County may object within five working days; that it lets them pass makes nothing late (facts, 8c)."""
    case = cast.registered("city_registrar")
    transfer_matter(
        case=case.pk, to=cast.organ("lin"), reason="It is theirs.", actor=cast["city_registrar"], at=MORNING
    )
    set_post(cast["registrar"].post)
    assert "CN22-OBJ-5W" in set(Clock.objects.values_list("rule", flat=True))
    swept(10)
    assert owed(cast, "registrar") == ["CN22-TEL-T15"]


def test_the_sweep_changes_no_case(cast: Cast) -> None:
    """MoJ #2481: a case was closed by itself because it had waited too long. Here nothing follows but words."""
    cast.registered()
    set_post(cast["minister"].post)
    before = (
        list(Matter.objects.values()),
        list(Clock.objects.values()),
        Entry.objects.filter(kind="case").count(),
    )
    swept(400)
    set_post(cast["minister"].post)
    assert before == (
        list(Matter.objects.values()), list(Clock.objects.values()), Entry.objects.filter(kind="case").count()
    )  # fmt: skip


def test_the_sweep_leaves_one_entry_in_the_ledger(cast: Cast) -> None:
    cast.registered()
    swept(16)
    set_post(cast["auditor"].post)
    entry = Entry.objects.get(kind="sweep")
    assert (entry.event, entry.actor_post, entry.at) == ("reminders_swept", None, six(after(16)))
    assert json.loads(entry.payload) == {
        "day": after(16).isoformat(), "limits": {"late": TWO}, "reminders": {"late": 3 * TWO}, "open_posts": 0,
        "digests": 3,
    }  # fmt: skip
    last = last_sweep()
    assert last and (last.day, last.at) == (after(16), six(after(16)))


def test_a_day_to_come_is_refused(cast: Cast) -> None:
    """And today is the day of the installation, not the last 24 hours (CCRS #1462), nor that of London."""
    late_evening = datetime(2026, 3, 17, 23, 59, tzinfo=ZONE)
    with pytest.raises(Refusal, match=r"reminder\.day_to_come"):
        sweep(day=date(2026, 3, 18), at=late_evening)
    after_midnight = late_evening + timedelta(minutes=2)  # in London it is still the 17th
    cast.registered()
    assert dict(sweep(day=date(2026, 3, 18), at=after_midnight).reminders) == {"late": 3 * TWO}


def test_a_limit_that_ends_today_is_not_late_a_minute_before_midnight(cast: Cast) -> None:
    cast.registered()
    assert set(sweep(day=after(15), at=datetime(2026, 3, 17, 23, 59, tzinfo=ZONE)).reminders) == {"last_day"}


def gaps(cast: Cast) -> list[tuple[int, str, int]]:
    set_post(cast["minister"].post)
    rows = OpenPost.objects.filter(ended_on=None).order_by("organ_id", "kind")
    return list(rows.values_list("organ_id", "kind", "matters"))


def test_where_nobody_holds_the_post_there_is_a_work_item(cast: Cast) -> None:
    """CCRS EscalationService: without a supervisor it wrote a line into its log."""
    walk(cast, "team")
    cast.registered(at=MORNING + timedelta(hours=1))
    for part in ("unit_head", "handler"):
        end_post(post=cast[part].post, until=after(20), actor_post=None, at=MORNING)
    swept(90)
    lin, unit = cast.organ("lin"), cast.organ("lin_unit")
    assert gaps(cast) == [(lin, "handler_left", 1), (unit, "no_unit_head", 1)]
    assert set(told(cast)) == {"registrar", "leader", "reviewer"}
    # Somebody is appointed: the next sweep ends the gap; who was named and left is a gap until another is named.
    appoint(account=cast["own_reviewer"].account, organ=unit, role="unit_head", since=after(91), actor_post=None,
            at=MORNING)  # fmt: skip
    swept(91)
    assert gaps(cast) == [(lin, "handler_left", 1)]


def test_a_case_of_which_nobody_could_be_told_is_told_once_somebody_is_there(cast: Cast) -> None:
    cast.registered()
    end_post(post=cast["registrar"].post, until=after(2), actor_post=None, at=MORNING)
    assert swept(9).reminders.total() == 0
    assert gaps(cast) == [(cast.organ("lin"), "no_registrar", 1)]
    appoint(account=cast["own_reviewer"].account, organ=cast.organ("lin"), role="registrar", since=after(10),
            actor_post=None, at=MORNING)  # fmt: skip
    assert dict(swept(10).reminders) == {"half": TWO}
    assert gaps(cast) == []


def test_a_post_sees_what_it_was_told_and_nothing_else(cast: Cast) -> None:
    cast.registered()
    swept(16)
    for part, seen in {"registrar": TWO, "reviewer": TWO, "minister": 0, "moss_registrar": 0}.items():
        set_post(cast[part].post)
        assert Reminder.objects.count() == seen, part
    set_post(None)
    assert Reminder.objects.count() == 0


def test_a_dossier_is_the_duty_of_whoever_examines_it(cast: Cast) -> None:
    walk(cast, "hand_in")
    swept(90)
    found = told(cast)
    assert set(found) == {"reviewer", "city_leader", "campaign_office"}
    assert found["reviewer"] == ["late"]


def test_a_limit_that_stands_still_reminds_nobody(cast: Cast) -> None:
    """A hearing stops a limit: nobody is told that it runs out while it does not run."""
    case = cast.registered()
    Clock.objects.filter(matter=case).update(paused_on=after(2))
    assert swept(16).reminders.total() == 0
    Clock.objects.filter(matter=case).update(paused_on=None)
    assert swept(16).reminders.total() == 3 * TWO

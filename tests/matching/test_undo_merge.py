"""Merging and undoing leaves nothing behind but the two entries: every row, day and figure is what it was."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.counting import Wanted, count
from dengwen.domains.bulletins.rules.window import window
from dengwen.domains.cases.models import Contact, Involvement, Matter, Statement, Watch
from dengwen.domains.cases.reads.case_page import case_sheet
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.cases.verbs.undo_merge import undo_merge
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.deadlines.reads.replay_clocks import differences
from dengwen.domains.deadlines.verbs.adopt_notice import adopt_notice
from dengwen.domains.deadlines.verbs.recompute_clocks import recompute_clocks
from dengwen.domains.handling.verbs.watch_case import watch_case
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.deadlines.notices import notice
from tests.independence.people import add_actor

WHY: dict[str, Any] = {"reason": "The same theft."}
BEFORE = ("screen", "team", "contact", "raise", "watch")
BETWEEN = ("contact", "accept", "team")


def at_day(number: int) -> datetime:
    """Return nine o'clock in Shanghai, ``number`` days after the first day of the cast."""
    return datetime.combine(DAY + timedelta(days=number), time(1, 0, tzinfo=UTC))


def rows(cast: Cast, case: int) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a case in every table, as stored.

    What a merge says, and a watch, go on by themselves; that the other's organ saw it for a time stays told.
    """
    cast.matter(case)
    found: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_models():
        if model in (Statement, Watch) or not hasattr(model, "LEDGER_PLAIN"):
            continue
        wanted = {"pk": case} if model is Matter else {"matter": case} if _has_matter(model) else None
        if wanted is not None:
            stored = model._default_manager.filter(**wanted).order_by("pk")
            if model is Involvement:
                assert not stored.filter(kind="joined", until=None).exists()
                stored = stored.exclude(kind="joined")
            found[model.__name__] = list(stored.values())
    for row in found["Matter"]:
        del row["version"]
    return found


def _has_matter(model: type[models.Model]) -> bool:
    return any(field.name == "matter" for field in model._meta.concrete_fields)


def figures(cast: Cast, day: date) -> Any:
    """Return every measure of the month, for the holder, the city and the province, by every part."""
    set_post(cast["registrar"].post)
    tops = tuple(cast.organ(name) for name in ("lin", "river", "province"))
    months = [window(month, day) for month in (DAY.replace(day=1), day.replace(day=1))]
    return count([Wanted(tops, kind) for kind in ("all", "nobody", "category")], months)


def do(cast: Cast, case: int, deed: str, day: int) -> None:
    """Let one of the deeds happen to the case, where it is possible."""
    holder = cast["city_registrar" if cast.matter(case).organ_id == cast.organ("river") else "registrar"]
    known: dict[str, Any] = {"case": case, "at": at_day(day)}
    try:
        with transaction.atomic():
            if deed == "screen":
                begin_screening(actor=holder, **known)
            elif deed == "team":
                assign_team(actor=holder, leader=cast["leader"].post, handler=cast["handler"].post, **known)
            elif deed == "contact":
                words: dict[str, Any] = {"channel": "PHONE", "source": "DIRECT", "text": "It happened again."}
                add_contact(received_on=DAY, actor=holder, **words, **known)
            elif deed == "accept":
                accept_matter(actor=holder, **known)
            elif deed == "raise" and cast.matter(case).organ_id == cast.organ("lin"):
                raise_level(actor=cast["city_registrar"], reason="Many are concerned.", **known)
            elif deed == "watch":
                watch_case(
                    leader=cast["province_leader"].post,
                    ground="Letter 3.",
                    actor=cast["campaign_office"],
                    **known,
                )
    except Refusal:
        return


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.tuples(st.sampled_from(BEFORE), st.integers(0, 4)), max_size=5),
    between=st.lists(st.tuples(st.sampled_from(BETWEEN), st.integers(0, 20)), max_size=4),
    twice=st.booleans(),
)
def test_undoing_restores_every_row_date_and_figure(
    cast: Cast, before: list[tuple[str, int]], between: list[tuple[str, int]], twice: bool
) -> None:
    with transaction.atomic():
        add_actor(cast, "province_leader", "province", "leader")
        first, second, day = cast.registered().pk, cast.registered().pk, 0
        for deed, days in before:
            day += days
            do(cast, second, deed, day)
        merged_by = cast[
            "city_registrar" if cast.matter(second).organ_id == cast.organ("river") else "registrar"
        ]
        was, month = rows(cast, second), DAY
        for _ in range(1 + twice):
            merge_matters(case=second, into=first, actor=merged_by, at=at_day(day), **WHY)
            assert cast.matter(second).due is None and not _running(cast, second)
            for deed, days in between:
                day += days
                do(cast, first, deed, day)
            other, month = rows(cast, first), DAY + timedelta(days=day)
            undo_merge(case=second, actor=merged_by, at=at_day(day), **WHY)
            assert rows(cast, second) == was
            assert rows(cast, first) == other, "what was added to the other matter stays there"
        assert list(differences(second)) == []
        with_undone = figures(cast, month)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert with_undone == _never_merged(cast, before, between * (1 + twice), month)
        transaction.set_rollback(True)


def _never_merged(
    cast: Cast, before: list[tuple[str, int]], between: list[tuple[str, int]], month: date
) -> Any:
    """Return the figures of the same lives without the merge."""
    add_actor(cast, "province_leader", "province", "leader")
    first, second, day = cast.registered().pk, cast.registered().pk, 0
    for case, deeds in ((second, before), (first, between)):
        for deed, days in deeds:
            day += days
            do(cast, case, deed, day)
    return figures(cast, month)


def _running(cast: Cast, case: int) -> list[Clock]:
    cast.matter(case)
    return list(Clock.objects.filter(matter=case, stopped=False, met_on=None, bearer="organ"))


def test_a_merge_lends_no_time_and_improves_no_figure(cast: Cast) -> None:
    """The limit passes while the matter is merged: undone, it is late by it, as if it had never been merged."""
    first, second = cast.registered(), cast.registered()
    by = cast["registrar"]
    merge_matters(case=second.pk, into=first.pk, actor=by, at=at_day(3), **WHY)
    undo_merge(case=second.pk, actor=by, at=at_day(60), **WHY)
    again = cast.matter(second.pk)
    assert again.due == second.due and again.due is not None and again.due < DAY + timedelta(days=60)
    assert (again.accept_due, again.ended_on) == (second.accept_due, None)


def test_a_notice_adopted_meanwhile_counts_for_the_limits_that_run_again(cast: Cast) -> None:
    """The day is the one of a matter that was never merged."""
    late = datetime(2027, 1, 28, 1, 0, tzinfo=UTC)
    words: dict[str, Any] = {"received_on": late.date(), "at": late}
    first, second, alone = (cast.registered(**words).pk for _ in range(3))
    by = cast["registrar"]
    merge_matters(case=second, into=first, actor=by, at=late, **WHY)
    adopt_notice(text=notice(), file_name="n.csv", actor=cast["campaign_office"], at=late + timedelta(days=1))
    assert recompute_clocks(actor=cast["campaign_office"], at=late + timedelta(days=1)).changed == 2
    undo_merge(case=second, actor=by, at=late + timedelta(days=2), **WHY)
    days = [(cast.matter(case).due, cast.matter(case).accept_due) for case in (second, alone)]
    assert days[0] == days[1]
    assert list(differences(second)) == []


def test_a_watch_goes_on(cast: Cast) -> None:
    leader = add_actor(cast, "province_leader", "province", "leader")
    first, second = cast.registered().pk, cast.registered().pk
    watch_case(case=second, leader=leader.post, ground="Letter 3.", actor=cast["campaign_office"], at=MORNING)
    merge_matters(case=second, into=first, actor=cast["registrar"], at=at_day(1), **WHY)
    cast.matter(second)
    assert Watch.objects.get(matter=second).ended == "closed"
    undo_merge(case=second, actor=cast["city_registrar"], at=at_day(2), **WHY)
    cast.matter(second)
    old, new = Watch.objects.filter(matter=second).order_by("number")
    assert (old.ended, new.ended_on, new.post_id, new.ground) == ("closed", None, old.post_id, "Letter 3.")


def test_what_undoing_refuses(cast: Cast) -> None:
    first, second = cast.registered().pk, cast.registered().pk
    known: dict[str, Any] = {"case": second, "at": at_day(1)}
    with pytest.raises(Refusal, match="transition.not_in_state"):
        undo_merge(actor=cast["registrar"], **known, **WHY)
    merge_matters(into=first, actor=cast["registrar"], **known, **WHY)
    with pytest.raises(Refusal, match="undo_merge.no_reason"):
        undo_merge(reason=" ", actor=cast["registrar"], **known)
    with pytest.raises(Refusal, match="case.not_found"):
        undo_merge(actor=cast["moss_registrar"], **known, **WHY)
    with pytest.raises(Refusal, match="right.missing"):
        undo_merge(actor=cast["handler"], **known, **WHY)
    cast.matter(second)
    assert Contact.objects.filter(matter=second).count() == 1


def test_the_other_names_what_was_merged_into_it(cast: Cast) -> None:
    """In its ledger and on its page, as long as it is so."""
    first, second = cast.registered().pk, cast.registered()
    merge_matters(case=second.pk, into=first, actor=cast["registrar"], at=at_day(1), **WHY)
    assert _told(cast, first) == [("merged_here", second.number)]
    (row,) = case_sheet(actor=cast["registrar"], case=first).merged_here
    assert (row["number"], row["contacts"], row["newest"]) == (second.number, 1, DAY)
    undo_merge(case=second.pk, actor=cast["registrar"], at=at_day(2), **WHY)
    assert _told(cast, first)[1:] == [("merged_here_undone", second.number)]
    assert case_sheet(actor=cast["registrar"], case=first).merged_here == []


def test_who_answers_both_sees_both_and_no_longer_than_that(cast: Cast) -> None:
    """A city's case that goes into a county's: the county could not answer what it does not see."""
    first, second = cast.registered().pk, cast.registered("city_registrar").pk
    with pytest.raises(Refusal, match="case.not_found"):
        case_sheet(actor=cast["registrar"], case=second)
    merge_matters(case=second, into=first, actor=cast["city_registrar"], at=at_day(1), **WHY)
    set_post(cast["registrar"].post)
    assert [row["id"] for row in case_sheet(actor=cast["registrar"], case=first).merged_here] == [second]
    assert case_sheet(actor=cast["registrar"], case=second).merged_into
    undo_merge(case=second, actor=cast["city_registrar"], at=at_day(2), **WHY)
    with pytest.raises(Refusal, match="case.not_found"):
        case_sheet(actor=cast["registrar"], case=second)


def _told(cast: Cast, case: int) -> list[tuple[str, Any]]:
    cast.matter(case)
    rows = Entry.objects.filter(kind="case", subject=case, event__startswith="merged_here").order_by("seq")
    return [(row.event, json.loads(row.payload)["facts"]["number"]) for row in rows]


@pytest.mark.parametrize("day", [2, 30, 100])
def test_a_merge_improves_nobodys_figure(cast: Cast, day: int) -> None:
    """Beside the same two cases unmerged, at the same later day: less is open, and nothing is better for it."""
    later, seen = at_day(120), {}
    for merged in (False, True):
        with transaction.atomic():
            first, second = cast.registered().pk, cast.registered().pk
            accept_matter(case=first, actor=cast["registrar"], at=at_day(1))
            if merged:
                merge_matters(case=second, into=first, actor=cast["registrar"], at=at_day(day), **WHY)
            seen[merged] = _counted(cast, later.date())
            transaction.set_rollback(True)
    without, with_it = seen[False], seen[True]
    assert with_it["received"] == without["received"] == 2
    for good in ("accept_in_time", "decide_in_time", "closed", "closed_former"):
        assert with_it[good] <= without[good], good
    due = without["accept_due"] - with_it["accept_due"]
    assert due == (1 if day == 2 else 0), "late before the merge is late after it; not yet due is left out"
    assert with_it["accept_in_time"] == 1


def _counted(cast: Cast, day: date) -> dict[str, int]:
    """Return the sums over the first month's figures of the holder, and how many stand open at ``day``."""
    set_post(cast["registrar"].post)
    found = count([Wanted((cast.organ("lin"),), "all")], [window(DAY.replace(day=1), day)])
    (numbers,) = found.values()
    return dict(numbers)

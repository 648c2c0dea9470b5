"""An extension: once, before the limit ends, by who the rule names, and not behind the petitioner's back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Statement
from dengwen.domains.deadlines.models import Clock, ClockExtension
from dengwen.domains.deadlines.reads.replay_clocks import differences
from dengwen.domains.deadlines.reads.why_days import why_days
from dengwen.domains.deadlines.rules.may_extend import roles_that_extend
from dengwen.domains.deadlines.verbs.extend_limit import extend_limit
from dengwen.domains.deadlines.verbs.tell_progress import tell_progress
from dengwen.foundation.permissions.rights import RIGHTS, Right
from dengwen.foundation.rulebook.loading import code_list, pack, packs
from tests.cast import DAY, Cast
from tests.deadlines.happening import at_day, clock
from tests.handling.walk import Walk, walk

RULE = "CN22-HDL-60"
Extend = Callable[..., None]


@pytest.fixture
def way(cast: Cast) -> Walk:
    """Accepted the day after it came in: sixty days end on Saturday 2 May 2026, legally on 6 May."""
    return walk(cast, "step")


@pytest.fixture
def extend(cast: Cast, way: Walk) -> Extend:
    def run(part: str = "leader", at: int = 20, **changes: object) -> None:
        words: dict[str, object] = {
            "rule": RULE, "days": 30, "reason": "The expert needs longer.", "told_on": DAY + timedelta(days=10),
            "told_by": "IN_PERSON",
        }  # fmt: skip
        extend_limit(case=way.case, actor=cast[part], at=at_day(at), **(words | changes))  # type: ignore[arg-type]

    return run


def refused(code: str, run: Callable[[], None]) -> Refusal:
    with pytest.raises(Refusal) as found:
        run()
    assert found.value.code == code
    return found.value


def test_the_limit_moves_and_its_first_day_stays(cast: Cast, way: Walk, extend: Extend) -> None:
    before = clock(cast, way.case, RULE)
    extend()
    after, matter = clock(cast, way.case, RULE), cast.matter(way.case)
    assert (after.starts_on, after.original) == (before.starts_on, before.legal)
    assert after.target == before.target + timedelta(days=30)
    assert (matter.handling_due, matter.due) == (after.legal, after.target)
    row = ClockExtension.objects.get(matter=matter)
    assert (row.before, row.after, row.days) == (before.legal, after.legal, 30)
    assert row.granted_by_id == cast["leader"].post
    assert Statement.objects.get(matter=matter, label="reason", seq=matter.version).text == row.reason
    assert list(differences(way.case)) == []


def test_the_page_tells_it_all(cast: Cast, way: Walk, extend: Extend) -> None:
    extend(days=10)
    found = why_days(actor=cast["handler"], case=way.case, today=DAY)
    (one,) = [why for why in found if why.limit.id == RULE]
    assert one.extended is not None
    assert (one.extended.days, one.extended.reason) == (10, "The expert needs longer.")
    assert one.due.legal == one.legal > one.original


def test_once_and_no_more(extend: Extend) -> None:
    extend(days=1)
    assert refused("extend.once", lambda: extend(days=1)).facts["days"] == 1


def test_the_last_day_is_in_time_and_the_day_after_is_not(cast: Cast, way: Walk, extend: Extend) -> None:
    """The legal day counts: the sixtieth day is a Saturday in a holiday."""
    legal = clock(cast, way.case, RULE).legal
    assert legal > clock(cast, way.case, RULE).target
    last = (legal - DAY).days
    refused("extend.too_late", lambda: extend(at=last + 1))
    extend(at=last)
    assert cast.matter(way.case).handling_due == clock(cast, way.case, RULE).legal > legal


@pytest.mark.parametrize("part", ["handler", "registrar", "reviewer", "city_leader", "moss_leader"])
def test_not_by_whoever_likes(extend: Extend, part: str) -> None:
    with pytest.raises(Refusal) as found:
        extend(part)
    assert found.value.code in ("right.missing", "place.not_holder", "case.not_found")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("limit.extension_too_long", {"days": 31}),
        ("extend.no_days", {"days": 0}),
        ("extend.no_reason", {"reason": "  "}),
        ("extend.means_unknown", {"told_by": "PIGEON"}),
        ("extend.told_too_early", {"told_on": DAY - timedelta(days=1)}),
        ("day.future", {"told_on": DAY + timedelta(days=21)}),
        ("extend.not_running", {"rule": "CN22-REG-15"}),
    ],
)
def test_what_it_needs(cast: Cast, way: Walk, extend: Extend, code: str, changes: dict[str, object]) -> None:
    refused(code, lambda: extend(**changes))
    assert clock(cast, way.case, RULE).extension_days == 0


def test_the_roles_behind_the_rule_have_the_right() -> None:
    """The pack names the head of the organ; who that is among the posts stands in one list."""
    for law in packs():
        for limit in law.limits:
            if limit.extension:
                assert roles_that_extend(limit) <= {str(role) for role in RIGHTS[Right.EXTEND]}
    assert roles_that_extend(pack("cn-2022").limit("handling")) == {"leader", "unit_head"}
    assert roles_that_extend(pack("cn-2022").limit("screening")) == frozenset()
    for entry in code_list("extension_roles").entries:
        assert set(entry.extras.get("roles", "").split()) <= {
            role.code for role in code_list("roles").entries
        }


def test_the_database_keeps_the_rows(cast: Cast, way: Walk, extend: Extend) -> None:
    extend()
    row = ClockExtension.objects.get(matter=way.case)
    with pytest.raises(DatabaseError, match="permission denied"):
        row.delete()


def test_news_to_the_petitioner(cast: Cast, way: Walk) -> None:
    """They move the day on which news are owed, where they are owed, and are kept word by word."""
    way.until("serve", "draft")
    owed = clock(cast, way.case, "DSN-UPD-28")
    told_on = way.day + timedelta(days=3)

    def tell(**changes: object) -> None:
        words = {"text": "The receipt is being written.", "told_on": told_on, "told_by": "IN_PERSON"}
        tell_progress(case=way.case, actor=cast["handler"], at=at_day(20), **(words | changes))  # type: ignore[arg-type]

    refused("progress.no_text", lambda: tell(text=" "))
    refused("progress.means_unknown", lambda: tell(told_by="PIGEON"))
    refused("progress.before_receipt", lambda: tell(told_on=DAY - timedelta(days=1)))
    refused("day.future", lambda: tell(told_on=DAY + timedelta(days=60)))
    tell()
    owed.refresh_from_db()
    assert owed.met_on == told_on
    anew, matter = clock(cast, way.case, "DSN-UPD-28"), cast.matter(way.case)
    assert (anew.starts_on, matter.due) == (told_on, told_on + timedelta(days=28))
    assert Statement.objects.get(matter=matter, label="told").text == "The receipt is being written."
    assert list(differences(way.case)) == []


def test_the_figures_columns_follow_the_extension(cast: Cast, way: Walk, extend: Extend) -> None:
    """An opinion inside the extended limit is in time; that it was extended is shown apart (decision 0010)."""
    extend()
    due = Matter.objects.get(pk=way.case).handling_due
    assert due is not None
    assert ClockExtension.objects.filter(granted_on__range=(date(2026, 3, 1), date(2026, 3, 31))).count() == 1
    assert Clock.objects.get(matter=way.case, rule=RULE).original < due

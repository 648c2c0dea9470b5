"""Whatever is done to the tree, the kept reach is the true one, and every organ has one name a day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.models import Organ, OrganPeriod
from dengwen.foundation.organs.reads.check_reach import wrong_reaches
from dengwen.foundation.organs.reads.superiors import competent_bureau, higher_organs, organs_below
from dengwen.foundation.organs.rules.levels import Level
from dengwen.foundation.organs.verbs.close_organ import close_organ
from dengwen.foundation.organs.verbs.found_organ import found_organ
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.organs.verbs.move_organ import move_organ
from dengwen.foundation.organs.verbs.rename_organ import rename_organ
from tests.organs.land import AT, FOUNDED, land

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

_Step = tuple[str, int, int, int, str]
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["found", "rename", "move", "merge", "close"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(-10, 20),
        st.sampled_from([level.value for level in Level]),
    ),
    max_size=25,
)


def _do(step: _Step, ids: list[int], day: date) -> None:
    """Do the step with two of the organs; ``day`` is near the last one, so some steps are back-dated."""
    verb, one, two, _, level = step
    a, b = ids[one % len(ids)], ids[two % len(ids)]
    if verb == "merge" and two % 4:  # seldom nonsense, else hardly any merger would come about
        like = Organ.objects.filter(level=Organ.objects.get(pk=a).level, closed_on=None).order_by("pk")
        b = like[two % len(like)].pk if like else b
    deeds: dict[str, Callable[[], object]] = {
        "found": lambda: ids.append(
            found_organ(
                name=f"n{len(ids)}", level=level, kind="police", on=day, parent=b, actor_post=None, at=AT
            )
        ),
        "rename": lambda: rename_organ(organ=a, name=f"r{one}.{two}", on=day, actor_post=None, at=AT),
        "move": lambda: move_organ(organ=a, to=b, on=day, actor_post=None, at=AT),
        "merge": lambda: merge_organs(organ=a, into=b, on=day, actor_post=None, at=AT),
        "close": lambda: close_organ(organ=a, successor=b, on=day, actor_post=None, at=AT),
    }
    with suppress(Refusal):
        deeds[verb]()


def _check() -> None:
    assert wrong_reaches() == (set(), set())
    periods: dict[int, list[OrganPeriod]] = {}
    for period in OrganPeriod.objects.order_by("during"):
        periods.setdefault(period.organ_id, []).append(period)
    for organ in Organ.objects.select_related("parent"):
        own = periods[organ.pk]
        edges: list[date | None] = [organ.founded_on, *(period.during.upper for period in own)]
        assert [period.during.lower for period in own] == edges[:-1]
        assert edges[-1] == organ.closed_on
        assert (own[-1].name, own[-1].parent_id) == (organ.name, organ.parent_id)
        if organ.closed_on is None and organ.parent is not None:
            assert organ.parent.closed_on is None
        bureau = competent_bureau(organ.pk)
        assert bureau.closed_on is None
        for higher in higher_organs(organ.pk):
            assert bureau.pk in organs_below(higher.pk)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_the_tree_stays_whole(steps: list[_Step]) -> None:
    with transaction.atomic():
        ids = list(land().values())
        day = FOUNDED + timedelta(days=1)
        for step in steps:
            day += timedelta(days=step[3])
            _do(step, ids, day)
        _check()
        transaction.set_rollback(True)

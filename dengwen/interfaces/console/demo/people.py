"""The staff of the demo province: about 300 invented accounts and the posts they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from dengwen.interfaces.console.demo.province import AS_OF, DemoOrgan, Level, Province
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.words import pairs, word_list


class Role(StrEnum):
    """What a post may be for."""

    REGISTRAR = "registrar"
    HANDLER = "handler"
    LEADER = "leader"
    UNIT_HEAD = "unit_head"
    REVIEWER = "reviewer"
    CAMPAIGN_OFFICE = "campaign_office"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class DemoPost:
    """A person in an organ with a role, from a day until a day (None: still)."""

    organ: str
    role: Role
    start: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One invented member of staff."""

    username: str
    name: str
    name_en: str
    email: str
    posts: tuple[DemoPost, ...]


DEMO_SIGN_INS: dict[Role, str] = {
    Role.REGISTRAR: "demo.registrar",
    Role.HANDLER: "demo.handler",
    Role.UNIT_HEAD: "demo.unithead",
    Role.LEADER: "demo.leader",
    Role.REVIEWER: "demo.reviewer",
    Role.CAMPAIGN_OFFICE: "demo.campaign",
    Role.INSPECTOR: "demo.inspector",
    Role.AUDITOR: "demo.auditor",
    Role.ADMINISTRATOR: "demo.admin",
}
"""One account per role, the same under every seed, all in one line: first county, its city, the province."""

_DEMO_NAMES: dict[Role, tuple[str, str]] = {
    Role.REGISTRAR: ("林秋月", "Lin Qiuyue"),
    Role.HANDLER: ("沈志远", "Shen Zhiyuan"),
    Role.UNIT_HEAD: ("高立新", "Gao Lixin"),
    Role.LEADER: ("傅景行", "Fu Jingxing"),
    Role.REVIEWER: ("苏婉清", "Su Wanqing"),
    Role.CAMPAIGN_OFFICE: ("程启明", "Cheng Qiming"),
    Role.INSPECTOR: ("罗岩", "Luo Yan"),
    Role.AUDITOR: ("叶知秋", "Ye Zhiqiu"),
    Role.ADMINISTRATOR: ("唐云帆", "Tang Yunfan"),
}
_COUNTY_DEMO = (Role.REGISTRAR, Role.HANDLER, Role.UNIT_HEAD, Role.LEADER)
_CITY_ROLES = (Role.REGISTRAR, Role.REVIEWER, Role.LEADER, Role.HANDLER)
_PROVINCE_ROLES = (
    Role.REGISTRAR,
    Role.HANDLER,
    Role.LEADER,
    Role.REVIEWER,
    Role.CAMPAIGN_OFFICE,
    Role.INSPECTOR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
_FULLY_STAFFED = 6
"""How many county bureaus, besides the demo's own, have a person for each role."""
_HANDOVERS = 9
"""How many county registrars moved away and were followed by somebody new."""


class _Names:
    """Deals out names that no two members of staff share."""

    def __init__(self, random: Random) -> None:
        self.given_first = bool(word_list("names").get("given_first"))
        people = [(s, g) for s in _paired("surnames") for g in _paired("given")]
        random.shuffle(people)
        self.people = iter(people)
        self.taken: dict[str, int] = {}
        self.names = {_demo_name(role)[0] for role in _DEMO_NAMES}

    def account(self, posts: tuple[DemoPost, ...]) -> DemoAccount:
        surname, given = next(p for p in self.people if self.name(*p) not in self.names)
        stem = f"{surname[1]}.{given[1]}".lower()
        count = self.taken[stem] = self.taken.get(stem, 0) + 1
        username = stem if count == 1 else f"{stem}{count}"
        return DemoAccount(
            username,
            self.name(surname, given),
            self.name_en(surname, given),
            f"{username}@example.invalid",
            posts,
        )

    def name(self, surname: tuple[str, str], given: tuple[str, str]) -> str:
        """Return the name as its bearer writes it."""
        return self.name_en(surname, given) if self.given_first else surname[0] + given[0]

    def name_en(self, surname: tuple[str, str], given: tuple[str, str]) -> str:
        """Return the name in English letters."""
        return f"{given[1]} {surname[1]}" if self.given_first else f"{surname[1]} {given[1]}"


def _paired(table: str) -> list[tuple[str, str]]:
    if word_list("names").get("given_first"):
        return [(name, name) for name in word_list("names")[table]]
    return pairs("names", table)


def _demo_name(role: Role) -> tuple[str, str]:
    own: dict[str, str] = word_list("names").get("demo", {})
    return (own[role], own[role]) if role in own else _DEMO_NAMES[role]


def _demo_account(role: Role, organ: str, start: date) -> DemoAccount:
    username = DEMO_SIGN_INS[role]
    return DemoAccount(
        username, *_demo_name(role), f"{username}@example.invalid", (DemoPost(organ, role, start),)
    )


def _petition_office(province: Province, county: DemoOrgan) -> str:
    """The county's petition office, or the bureau itself where it has no units."""
    units = province.below(county.code, Level.UNIT)
    return units[0].code if units else county.code


def _county_staff(
    province: Province, county: DemoOrgan, names: _Names, start: date, *, full: bool, handover: date | None
) -> Iterator[DemoAccount]:
    """Four people in a big bureau; two in a small one, each with two posts."""
    until = province.merged_on(county.code)
    office = _petition_office(province, county)

    def post(role: Role, first: date = start, last: date | None = until) -> DemoPost:
        return DemoPost(office if role is Role.UNIT_HEAD else county.code, role, first, last)

    if full:
        for role in (Role.HANDLER, Role.UNIT_HEAD, Role.LEADER):
            yield names.account((post(role),))
        yield names.account((post(Role.REGISTRAR),))
        return
    if handover is None:
        yield names.account((post(Role.REGISTRAR), post(Role.HANDLER)))
    else:
        day_before = handover - timedelta(days=1)
        city = DemoPost(province.parent_on(county.code, handover) or county.code, Role.HANDLER, handover)
        yield names.account(
            (post(Role.REGISTRAR, start, day_before), post(Role.HANDLER, start, day_before), city)
        )
        yield names.account((post(Role.REGISTRAR, handover), post(Role.HANDLER, handover)))
    yield names.account((post(Role.LEADER), post(Role.UNIT_HEAD)))


def _upper_staff(province: Province, names: _Names, start: date) -> Iterator[DemoAccount]:
    """People of the ministry, the province and its cities, without the demo line's own."""
    ministry, top = province.police(Level.MINISTRY)[0], province.police(Level.PROVINCE)[0]
    yield names.account((DemoPost(ministry.code, Role.REVIEWER, start),))
    for role in _PROVINCE_ROLES:
        yield names.account((DemoPost(top.code, role, start),))
    for index, city in enumerate(province.police(Level.CITY)):
        for role in _CITY_ROLES:
            if index or role is not Role.REVIEWER:
                yield names.account((DemoPost(city.code, role, start),))
    # Who reviewed a matter does not terminate it; and the ministry reviews what the cities decided.
    yield names.account((DemoPost(top.code, Role.REVIEWER, start),))
    for role in (Role.REGISTRAR, Role.LEADER):
        yield names.account((DemoPost(ministry.code, role, start),))


def _demo_line(province: Province, start: date) -> Iterator[DemoAccount]:
    county, city = province.police(Level.COUNTY)[0], province.police(Level.CITY)[0]
    top = province.police(Level.PROVINCE)[0]
    for role in DEMO_SIGN_INS:
        organ = top if role not in _COUNTY_DEMO else county
        if role is Role.REVIEWER:
            organ = city
        place = _petition_office(province, county) if role is Role.UNIT_HEAD else organ.code
        yield _demo_account(role, place, start)


def build_people(seed: int, province: Province, as_of: date = AS_OF) -> tuple[DemoAccount, ...]:
    """Build the accounts of a seed: the demo line first, then the province, the cities and the counties."""
    random = chance("people", seed)
    names, start = _Names(random), date(as_of.year - 3, 1, 1)
    accounts = [*_demo_line(province, start), *_upper_staff(province, names, start)]
    counties = province.police(Level.COUNTY)[1:]
    lasting = [county.code for county in counties if province.merged_on(county.code) is None]
    chosen = random.sample(lasting, _FULLY_STAFFED + _HANDOVERS)
    full, handed_over = set(chosen[:_FULLY_STAFFED]), set(chosen[_FULLY_STAFFED:])
    for county in counties:
        day = as_of - timedelta(days=random.randint(60, 700))
        handover = day if county.code in handed_over else None
        accounts += _county_staff(province, county, names, start, full=county.code in full, handover=handover)
    return tuple(accounts)

"""Builds the demo province: a ministry, a province, 11 cities, 120 counties and what hangs below them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dengwen.interfaces.console.demo.organs import Change, DemoOrgan, HistoryEvent, Kind, Level, Province
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.words import pairs

__all__ = ["AS_OF", "Change", "DemoOrgan", "HistoryEvent", "Kind", "Level", "Province", "build_province"]

AS_OF = date(2026, 11, 1)
"""The day the demo looks back from when the caller names none."""

MINISTRY_DIVISION = "000000"
PROVINCE_DIVISION = "990000"
COUNTIES_PER_CITY = (14, 12, 12, 11, 11, 11, 11, 10, 10, 9, 9)
MERGED_DIVISION = "991306"
"""A small county bureau without units or stations, merged into its neighbour 991307."""

Names = tuple[str, str]
"""A Chinese name and its English one."""

_COUNTY_UNITS = (
    ("信访科", "Petition Office"),
    ("法制大队", "Legal Unit"),
    ("督察大队", "Inspection Unit"),
)
_CITY_UNITS = (
    ("信访科", "Petition Office"),
    ("法制支队", "Legal Division"),
    ("督察支队", "Inspection Division"),
)
_PROVINCE_UNITS = (
    ("信访处", "Petition Office"),
    ("法制总队", "Legal Department"),
    ("督察总队", "Inspection Department"),
)
_OUTSIDE = (
    (Kind.PETITION_BUREAU, "信访局", "Petition Bureau of {}"),
    (Kind.PEOPLES_CONGRESS, "人民代表大会常务委员会", "People's Congress Standing Committee of {}"),
    (Kind.DISCIPLINE_INSPECTION, "纪律检查委员会", "Discipline Inspection Commission of {}"),
    (Kind.POLITICAL_LEGAL_COMMITTEE, "委政法委员会", "Political and Legal Committee of {}"),
    (Kind.PROCURATORATE, "人民检察院", "People's Procuratorate of {}"),
    (Kind.GOVERNMENT, "人民政府", "People's Government of {}"),
)


def _police(
    division: str,
    tail: str,
    names: tuple[str, str],
    level: Level,
    parent: str | None,
    *,
    place: tuple[str, str],
    founded: date,
) -> DemoOrgan:
    code = division + tail
    return DemoOrgan(code, division, code, *names, level, Kind.POLICE, parent, founded, *place)


def _founded(random: Random, first: int, last: int) -> date:
    return date(random.randint(first, last), random.randint(1, 12), 1)


def _units(organ: DemoOrgan, units: tuple[tuple[str, str], ...], random: Random) -> Iterator[DemoOrgan]:
    for number, (zh, en) in enumerate(units, start=1):
        yield _police(
            organ.division,
            f"{number:02d}0000",
            (organ.name + zh, f"{en}, {organ.name_en}"),
            Level.UNIT,
            organ.code,
            place=(organ.place, organ.place_en),
            founded=_founded(random, 2003, 2015),
        )


def _outside(organ: DemoOrgan, how_many: int, above: str | None) -> Iterator[DemoOrgan]:
    """Bodies beside a police organ. They hang under the like body of ``above``, never under police."""
    for number, (kind, zh, en) in enumerate(_OUTSIDE[:how_many], start=1):
        yield DemoOrgan(
            f"{organ.division}9{number:02d}000",
            organ.division,
            None,
            organ.place + zh,
            en.format(organ.place_en),
            Level.OUTSIDE,
            kind,
            None if above is None else f"{above}9{number:02d}000",
            date(1990, 1, 1),
            organ.place,
            organ.place_en,
        )


def _county_names(
    city: tuple[str, str], stem: tuple[str, str], sort: str
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return ((bureau name, English), (place, English)) of a county-level organ."""
    zh, en = stem
    if sort == "district":
        return (f"{city[0]}市公安局{zh}分局", f"{en} District Branch, {city[1]} Public Security Bureau"), (
            f"{zh}区",
            f"{en} District",
        )
    if sort == "zone":
        return (f"{city[0]}市公安局{zh}分局", f"{en} Branch, {city[1]} Public Security Bureau"), (zh, en)
    suffix, word = ("市", "City") if sort == "town" else ("县", "County")
    return (f"{zh}{suffix}公安局", f"{en} {word} Public Security Bureau"), (f"{zh}{suffix}", f"{en} {word}")


def _county_sorts(total: int, zone: bool) -> list[str]:
    sorts = ["district"] * 3 + (["zone"] if zone else [])
    return [*sorts, *["county"] * (total - len(sorts) - 1), "town"]


class _Builder:
    """Collects the organs; holds the shuffled names that are still free."""

    def __init__(self, seed: int) -> None:
        self.random = chance("province", seed)
        self.organs: list[DemoOrgan] = []
        counties, stations = pairs("places", "counties"), pairs("places", "stations")
        self.demo_county, rest = counties[0], counties[1:]
        self.random.shuffle(rest)
        self.random.shuffle(stations)
        self.counties, self.stations, self.zones = iter(rest), iter(stations), iter(pairs("places", "zones"))

    def top(self) -> DemoOrgan:
        ministry = _police(
            MINISTRY_DIVISION,
            "000000",
            ("示范公安部", "Demonstration Ministry of Public Security"),
            Level.MINISTRY,
            None,
            place=("全国", "the country"),
            founded=date(1990, 1, 1),
        )
        province = _police(
            PROVINCE_DIVISION,
            "000000",
            ("云江省公安厅", "Yunjiang Provincial Public Security Department"),
            Level.PROVINCE,
            ministry.code,
            place=("云江省", "Yunjiang Province"),
            founded=date(1990, 1, 1),
        )
        self.organs += [
            ministry,
            province,
            *_units(province, _PROVINCE_UNITS, self.random),
            *_outside(province, 6, None),
        ]
        return province

    def city(self, index: int, name: tuple[str, str], province: DemoOrgan) -> None:
        prefix = f"99{11 + index}"
        city = _police(
            f"{prefix}00",
            "000000",
            (f"{name[0]}市公安局", f"{name[1]} Public Security Bureau"),
            Level.CITY,
            province.code,
            place=(f"{name[0]}市", f"{name[1]} City"),
            founded=_founded(self.random, 1990, 1998),
        )
        self.organs += [city, *_units(city, _CITY_UNITS, self.random), *_outside(city, 6, PROVINCE_DIVISION)]
        for number, sort in enumerate(_county_sorts(COUNTIES_PER_CITY[index], zone=index < 3), start=1):
            self.county(f"{prefix}{number:02d}", sort, name, city)

    def county(self, division: str, sort: str, city_name: tuple[str, str], city: DemoOrgan) -> None:
        first = division == "991101"
        stem = next(self.zones) if sort == "zone" else self.demo_county if first else next(self.counties)
        names, place = _county_names(city_name, stem, sort)
        county = _police(
            division,
            "000000",
            names,
            Level.COUNTY,
            city.code,
            place=place,
            founded=_founded(self.random, 1990, 2014),
        )
        self.organs.append(county)
        if division != MERGED_DIVISION:
            how_many = 3 if first or self.random.random() < 0.5 else 2
            self.organs += _units(county, _COUNTY_UNITS[:how_many], self.random)
            for number in range(2 if first else self.random.choice((0, 0, 1, 1, 2, 3))):
                self.station(county, number)
        self.organs += _outside(county, 5 if first or self.random.random() < 0.3 else 1, city.division)

    def station(self, county: DemoOrgan, number: int) -> None:
        zh, en = next(self.stations)
        short = county.place if county.place.endswith("区") else county.name
        self.organs.append(
            _police(
                county.division,
                f"{51 + number}0000",
                (f"{short}{zh}派出所", f"{en} Police Station, {county.place_en}"),
                Level.STATION,
                county.code,
                place=(county.place, county.place_en),
                founded=_founded(self.random, 1995, 2020),
            )
        )


def _history(organs: list[DemoOrgan], as_of: date) -> tuple[HistoryEvent, ...]:
    by_division = {organ.division: organ for organ in organs if organ.level in (Level.CITY, Level.COUNTY)}
    renamed = by_division["991205"]
    stem, stem_en = renamed.place.removesuffix("县"), renamed.place_en.removesuffix(" County")
    city, city_en = by_division["991200"].place, by_division["991200"].place_en.removesuffix(" City")
    return (
        HistoryEvent(
            Change.MOVE,
            as_of - timedelta(days=560),
            by_division["991408"].code,
            target=by_division["991500"].code,
        ),
        HistoryEvent(
            Change.MERGE,
            as_of - timedelta(days=410),
            by_division[MERGED_DIVISION].code,
            target=by_division["991307"].code,
        ),
        HistoryEvent(
            Change.RENAME,
            as_of - timedelta(days=230),
            renamed.code,
            new_name=f"{city}公安局{stem}分局",
            new_name_en=f"{stem_en} District Branch, {city_en} Public Security Bureau",
        ),
    )


def build_province(seed: int, as_of: date = AS_OF) -> Province:
    """Build the organ tree of a seed. The first city and its first county have fixed names."""
    builder = _Builder(seed)
    province = builder.top()
    for index, name in enumerate(pairs("places", "cities")):
        builder.city(index, name, province)
    return Province(tuple(builder.organs), _history(builder.organs, as_of))

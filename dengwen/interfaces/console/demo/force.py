"""Builds an invented English police force: a directorate, the force, its areas, districts and stations."""

from collections.abc import Iterator
from datetime import date, timedelta

from dengwen.interfaces.console.demo.organs import Change, DemoOrgan, HistoryEvent, Kind, Level, Province
from dengwen.interfaces.console.demo.province import AS_OF
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.words import word_list

_FORCE = "Wolder Valley"
_DISTRICTS_PER_AREA = 5
_UNITS = ("Professional Standards", "Complaints Desk", "Vetting and Inspection")
_OUTSIDE = (
    (Kind.PETITION_BUREAU, f"Police and Crime Commissioner for {_FORCE}"),
    (Kind.PEOPLES_CONGRESS, f"Members of Parliament for {_FORCE}"),
    (Kind.DISCIPLINE_INSPECTION, "IOPC, Regional Office"),
    (Kind.POLITICAL_LEGAL_COMMITTEE, f"{_FORCE} Community Safety Board"),
    (Kind.PROCURATORATE, f"Crown Prosecution Service {_FORCE}"),
    (Kind.GOVERNMENT, f"{_FORCE} Advice Centre"),
)
_SINCE = date(1990, 1, 1)


def _organ(code: str, name: str, place: str, *, level: Level, parent: str | None) -> DemoOrgan:
    return DemoOrgan(code, code[:6], code, name, name, level, Kind.POLICE, parent, _SINCE, place, place)


def _units(organ: DemoOrgan, count: int) -> Iterator[DemoOrgan]:
    for number, name in enumerate(_UNITS[:count], start=1):
        code = f"{organ.division}{number:02d}0000"
        yield _organ(code, f"{name}, {organ.name}", organ.place, level=Level.UNIT, parent=organ.code)


def build_force(seed: int, as_of: date = AS_OF) -> Province:
    """Build the organ tree of a seed; the first area and its first district are always the same."""
    random, words = chance("force", seed), word_list("places")
    districts, stations = list(words["districts"]), list(words["stations"])
    first, rest = districts[0], districts[1:]
    random.shuffle(rest)
    random.shuffle(stations)
    names, free = iter([first, *rest]), iter(stations)
    top = _organ(
        "0" * 12, "Demonstration Policing Directorate", "the country", level=Level.MINISTRY, parent=None
    )
    force = _organ("990000000000", f"{_FORCE} Police", _FORCE, level=Level.PROVINCE, parent=top.code)
    organs = [top, force, *_units(force, 3)]
    for number, (kind, name) in enumerate(_OUTSIDE, start=1):
        code = f"9900009{number:02d}000"
        organs.append(
            DemoOrgan(code, "990000", None, name, name, Level.OUTSIDE, kind, None, _SINCE, _FORCE, _FORCE)
        )
    for index, place in enumerate(words["cities"]):
        prefix = f"99{11 + index}"
        area = _organ(f"{prefix}00000000", f"{place} Area", place, level=Level.CITY, parent=force.code)
        organs += [area, *_units(area, 2)]
        for number in range(1, _DISTRICTS_PER_AREA + 1):
            name = next(names)
            code = f"{prefix}{number:02d}000000"
            district = _organ(code, f"{name} District", name, level=Level.COUNTY, parent=area.code)
            station = f"{next(free)} Police Station, {name}"
            organs += [district, *_units(district, 2)]
            organs.append(
                _organ(f"{code[:6]}510000", station, name, level=Level.STATION, parent=district.code)
            )
    renamed = next(organ for organ in organs if organ.division == "991204")
    event = HistoryEvent(
        Change.RENAME, as_of - timedelta(days=230), renamed.code,
        new_name=f"{renamed.place} and Riverside District", new_name_en=f"{renamed.place} and Riverside District",
    )  # fmt: skip
    return Province(tuple(organs), (event,))

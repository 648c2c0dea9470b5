"""What an invented organ and the invented province are: plain frozen values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


class Level(StrEnum):
    """Where an organ stands in the tree."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STATION = "station"
    UNIT = "unit"
    OUTSIDE = "outside"


class Kind(StrEnum):
    """What sort of body an organ is."""

    POLICE = "police"
    PETITION_BUREAU = "petition_bureau"
    PEOPLES_CONGRESS = "peoples_congress"
    DISCIPLINE_INSPECTION = "discipline_inspection"
    POLITICAL_LEGAL_COMMITTEE = "political_legal_committee"
    PROCURATORATE = "procuratorate"
    GOVERNMENT = "government"


class Change(StrEnum):
    """What happened to an organ in the demo's history."""

    MERGE = "merge"
    RENAME = "rename"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class DemoOrgan:
    """One organ, as founded. ``code`` has 12 digits and is unique; ``division`` is its first six.

    ``police_code`` equals ``code`` for police organs and is None for outside bodies, whose last six digits
    (9xxxxx) are the demo's own. ``place`` is the division's name, for use in texts.
    """

    code: str
    division: str
    police_code: str | None
    name: str
    name_en: str
    level: Level
    kind: Kind
    parent: str | None
    founded: date
    place: str
    place_en: str


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """A change to apply through the organs' doors. ``target``: successor (merge) or new parent (move)."""

    change: Change
    on: date
    organ: str
    target: str | None = None
    new_name: str | None = None
    new_name_en: str | None = None


@dataclass(frozen=True, eq=False)
class Province:
    """The whole tree (parents stand before their children) and its history, oldest event first."""

    organs: tuple[DemoOrgan, ...]
    history: tuple[HistoryEvent, ...]

    @cached_property
    def by_code(self) -> dict[str, DemoOrgan]:
        """Every organ by its code."""
        return {organ.code: organ for organ in self.organs}

    @cached_property
    def _children(self) -> dict[str | None, list[DemoOrgan]]:
        children: dict[str | None, list[DemoOrgan]] = {}
        for organ in self.organs:
            children.setdefault(organ.parent, []).append(organ)
        return children

    def police(self, level: Level) -> list[DemoOrgan]:
        """Police organs of a level, in the order of their codes."""
        return [organ for organ in self.organs if organ.kind is Kind.POLICE and organ.level is level]

    def below(self, code: str, level: Level) -> list[DemoOrgan]:
        """Direct children of an organ at a level, as founded (before the history)."""
        return [organ for organ in self._children.get(code, ()) if organ.level is level]

    def merged_on(self, code: str) -> date | None:
        """The day this organ was merged into another, if it was."""
        days = [event.on for event in self.history if event.change is Change.MERGE and event.organ == code]
        return days[0] if days else None

    def parent_on(self, code: str, day: date) -> str | None:
        """The parent's code on a day, moves counted."""
        parent = self.by_code[code].parent
        for event in self.history:
            if event.change is Change.MOVE and event.organ == code and event.on <= day:
                parent = event.target
        return parent

    def parent_today(self, code: str) -> str | None:
        """The parent's code once everything in the history has happened."""
        return self.parent_on(code, date.max)

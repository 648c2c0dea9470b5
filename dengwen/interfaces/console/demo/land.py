"""The demo province as it stands in the database: ids of organs, and who acts there on which day."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.console.demo.organs import Level, Province
from dengwen.interfaces.console.demo.people import DemoPost, Role


class NobodyThereError(Exception):
    """No post of the role is in force in the organ on the day."""


@dataclass
class Land:
    """What the lives of matters need to know about organs and posts."""

    province: Province
    ids: dict[str, int]
    codes: dict[int, str] = field(init=False)
    posts: dict[tuple[str, Role], list[tuple[DemoPost, Actor]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.codes = {pk: code for code, pk in self.ids.items()}
        self._offices: dict[str, str] = {}
        self._below: dict[str | None, list[str]] = {}

    def office(self, code: str) -> str:
        """Return the petition office of a bureau, or the bureau itself where it has no units."""
        if code not in self._offices:
            units = self.province.below(code, Level.UNIT)
            self._offices[code] = units[0].code if units else code
        return self._offices[code]

    def actor(self, code: str, role: Role, day: date, but: Collection[int] = ()) -> Actor:
        """Return who acts for an organ (or its petition office) in a role on a day; none of the posts ``but``."""
        places = (self.office(code), code) if role is Role.UNIT_HEAD else (code,)
        for place in places:
            for post, actor in self.posts.get((place, role), ()):
                in_force = post.start <= day and (post.until is None or day <= post.until)
                if in_force and actor.post not in but:
                    return actor
        raise NobodyThereError(f"{role} of {code} on {day}")

    def neighbours(self, superior: str | None) -> list[str]:
        """Return the codes of the bureaus that stand directly under a superior today, and stay."""
        if superior not in self._below:
            self._below[superior] = [
                organ.code
                for level in (Level.CITY, Level.COUNTY)
                for organ in self.province.police(level)
                if self.province.parent_today(organ.code) == superior
                and self.province.merged_on(organ.code) is None
            ]
        return self._below[superior]

    def examiner(self, code: str) -> str:
        """Return the code of the bureau that examines an organ's dossiers: the next city, province or ministry."""
        higher = self.province.parent_today(code)
        while higher is not None:
            if self.province.by_code[higher].level in (Level.MINISTRY, Level.PROVINCE, Level.CITY):
                return higher
            higher = self.province.parent_today(higher)
        raise NobodyThereError(f"nobody stands above {code}")

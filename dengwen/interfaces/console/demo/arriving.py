"""Where the petitions of the demo arrive: counties with their weights, and the bodies that pass petitions on."""

from datetime import date, timedelta
from random import Random

from dengwen.interfaces.console.demo.province import Kind, Level, Province
from dengwen.interfaces.console.demo.seeded import chance

DIRECT = "DIRECT"
"""The source of a petition that came straight from the petitioner."""

_SOURCES = {
    "HOTLINE_12345": (Kind.GOVERNMENT, Kind.PETITION_BUREAU),
    "TRANSFERRED": (Kind.PETITION_BUREAU, Kind.PETITION_BUREAU, Kind.PETITION_BUREAU, Kind.PROCURATORATE),
    "ASSIGNED": (Kind.POLITICAL_LEGAL_COMMITTEE, Kind.PETITION_BUREAU),
    "DEPUTY": (Kind.PEOPLES_CONGRESS,),
    "INSPECTION": (Kind.DISCIPLINE_INSPECTION,),
}


class Desk:
    """Where petitions arrive: counties with their weights, and the outside bodies that pass petitions on."""

    def __init__(self, seed: int, province: Province) -> None:
        random = chance("desk", seed)
        self.province = province
        self.top = province.police(Level.PROVINCE)[0].code
        self.counties = [organ.code for organ in province.police(Level.COUNTY)]
        weights = [random.uniform(0.4, 2.0) for _ in self.counties]
        weights[0] = 3.0
        self.cumulative = [sum(weights[: index + 1]) for index in range(len(weights))]
        self.outside = {(o.division, o.kind): o.code for o in province.organs if o.level is Level.OUTSIDE}
        self.merged = {code: day for code in self.counties if (day := province.merged_on(code)) is not None}

    def draw(self, random: Random, received: date) -> tuple[str, str, str | None]:
        """Return (county concerned, organ of first receipt, county to send it to or None)."""
        while True:
            county = random.choices(self.counties, cum_weights=self.cumulative)[0]
            if county not in self.merged or received < self.merged[county] - timedelta(days=60):
                break
        where = random.random()
        if where < 0.68:
            return county, county, None
        if where < 0.9:
            city = self.province.parent_on(county, received) or self.top
            return county, city, None if random.random() < 0.12 else county
        return county, self.top, None if random.random() < 0.05 else county

    def ways_up(self, organ: str, holder: str, *, everywhere: bool) -> tuple[bool, bool]:
        """Say whether a matter may go to review, and to re-review: it came in at ``organ``, ``holder`` handles it.

        In a big demo only one city's matters go up to the province, and what the province itself took in: all
        cities' would take numbers of one series, and the processes that write the books wait for each other's.
        """
        first = self.province.police(Level.CITY)[0].code
        up = everywhere or organ in (self.top, first) or self.province.by_code[organ].parent == first
        reviewed_by_city = self.province.by_code[holder].level is Level.COUNTY
        return up or reviewed_by_city, up and holder != self.top  # above the ministry stands nobody

    def source(self, random: Random, channel: str, organ: str) -> str:
        """The outside body beside the organ that a petition of this channel came through."""
        kinds = _SOURCES.get(channel)
        if kinds is None:
            return DIRECT
        kind, division = random.choice(kinds), organ[:6]
        for place in (division, f"{division[:4]}00", "990000"):
            if (place, kind) in self.outside:
                return self.outside[place, kind]
        return DIRECT

"""A small invented land for the tests of the tree."""

from datetime import UTC, date, datetime

from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
FOUNDED = date(2000, 1, 1)

_ORGANS = (
    ("ministry", "ministry", ""),
    ("province", "province", "ministry"),
    ("river", "city", "province"),
    ("stone", "city", "province"),
    ("lin", "county", "river"),
    ("moss", "county", "river"),
    ("quarry", "county", "stone"),
    ("lin office", "unit", "lin"),
    ("lin east", "station", "lin"),
    ("river office", "unit", "river"),
    ("people's congress", "outside", ""),
    ("river congress", "outside", "people's congress"),
)


def land() -> dict[str, int]:
    """Found the land and return the ids of its organs by name."""
    specs = [
        OrganSpec(name=name, level=level, kind="police", on=FOUNDED, key=name, parent_key=parent)
        for name, level, parent in _ORGANS
    ]
    ids = found_organs(specs, actor_post=None, at=AT)
    return {spec.name: pk for spec, pk in zip(specs, ids, strict=True)}

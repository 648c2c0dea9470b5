"""Enter a new organ into the tree."""

from datetime import date, datetime

from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs


def found_organ(
    *,
    name: str,
    level: str,
    kind: str,
    on: date,
    actor_post: int | None,
    at: datetime,
    name_en: str = "",
    code: str | None = None,
    division: str = "",
    parent: int | None = None,
) -> int:
    """Found an organ on the day ``on`` and return its id; refuses like :func:`found_organs`."""
    spec = OrganSpec(
        name=name, name_en=name_en, level=level, kind=kind, on=on, code=code, division=division, parent=parent
    )
    return found_organs([spec], actor_post=actor_post, at=at)[0]

"""Who read what of a case: for the petitioner (to whom her data went), and for the auditor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class ReadBy:
    """One organ that was shown the case, or the petitioner's identity, on one day of the installation's zone.

    ``grounds``: on which grounds the identity was opened; empty where only the case was read. She learns the organ;
    who sat there is for the auditor.
    """

    day: date
    organ: str
    organ_en: str
    times: int
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the auditor's log. ``case`` is empty where a list was taken away."""

    at: datetime
    case: int | None
    number: str
    page: str
    ground: str
    username: str
    name: str
    name_en: str
    role: str
    organ: str
    organ_en: str


_ALL = """(SELECT "case", post, page, '' AS ground, at, id, NULL::bigint AS person FROM identity_casereading
UNION ALL SELECT "case", post, 'identity/' AS page, ground, at, id, person FROM identity_identityreading)"""
_OFFICES = f"""
SELECT (r.at AT TIME ZONE %(zone)s)::date, o.name, o.name_en, count(*),
  array_remove(array_agg(DISTINCT r.ground), '')
FROM {_ALL} r JOIN staff_post p ON p.id = r.post JOIN organs_organ o ON o.id = p.organ_id
WHERE r."case" = %(case)s AND (r.person IS NULL OR r.person = ANY (%(people)s)) AND p.role <> 'petitioner'
GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2
"""  # noqa: S608 - our own fixed texts
_LOG = f"""
SELECT r.at, r."case", coalesce(m.number, ''), r.page, r.ground, a.username, a.name, a.name_en, p.role, o.name,
  o.name_en
FROM {_ALL} r JOIN staff_post p ON p.id = r.post JOIN staff_account a ON a.id = p.account_id
JOIN organs_organ o ON o.id = p.organ_id LEFT JOIN cases_matter m ON m.id = r."case"
WHERE {{}} ORDER BY r.at DESC, r.id DESC LIMIT {PER_PAGE}
"""  # noqa: S608 - our own fixed texts
_NARROWED = {
    "number": 'r."case" = (SELECT id FROM cases_matter WHERE number = %(number)s)',
    "username": "r.post IN (SELECT s.id FROM staff_post s JOIN staff_account b ON b.id = s.account_id"
    " WHERE b.username = %(username)s)",
    "before": "r.at < %(before)s",
}


def readings_for_party(case: int, people: Iterable[int]) -> list[ReadBy]:
    """Return to whom the case was shown, newest day first, and who opened the identities ``people``, which are hers.

    Her own looks are not told again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OFFICES, {"case": case, "zone": settings.TIME_ZONE, "people": list(people)})
        return [
            ReadBy(day, organ, organ_en, times, tuple(grounds))
            for day, organ, organ_en, times, grounds in cursor.fetchall()
        ]


def readings_for_audit(
    *, actor: Actor, number: str = "", username: str = "", before: datetime | None = None
) -> Sequence[Reading]:
    """Return the newest readings before ``before`` in the cases that ``actor`` sees, a hundred at most.

    ``number`` and ``username`` narrow them to one case, to one member of staff. Raises ``right.missing``.
    """
    actor.require(Right.READ_READINGS)
    asked = {"number": number.strip(), "username": username.strip(), "before": before}
    narrowed = [clause for name, clause in _NARROWED.items() if asked[name]]
    with connection.cursor() as cursor:
        cursor.execute(_LOG.format(" AND ".join(narrowed) or "true"), asked)
        return [Reading(*row) for row in cursor.fetchall()]

"""The closures that a look-back may draw from."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from dengwen.domains.cases.states import CloseBasis, State


@dataclass(frozen=True, slots=True)
class Closure:
    """A closed case: who handled it, the organ right below the one that looks back, and how it was resolved."""

    case: int
    organ: int
    branch: int
    method: str
    closed_on: date


_CLOSED = [State.CLOSED.value, State.ARCHIVED.value]
_BASES = [CloseBasis.VERIFIED.value, CloseBasis.ENDED.value, CloseBasis.WITHDRAWN.value]
# Each organ of the tree belongs to one branch; what the organ that looks back handled itself is nobody's branch.
_SQL = """
SELECT m.id, m.organ_id, branch.id, coalesce(answer.method, ''), m.closed_on
FROM organs_organ branch
JOIN organs_organreach r ON r.top_id = branch.id
JOIN cases_matter m ON m.organ_id = r.organ_id
LEFT JOIN LATERAL (
  SELECT a.method FROM (
    SELECT o.round, o.method FROM handling_opinion o WHERE o.matter_id = m.id AND o.issued_on IS NOT NULL
    UNION ALL
    SELECT s.round, s.method FROM handling_mediation s WHERE s.matter_id = m.id AND s.method <> ''
  ) a ORDER BY a.round DESC LIMIT 1
) answer ON true
WHERE branch.parent_id = %s AND branch.level NOT IN ('unit', 'outside')
  AND m.closed_on BETWEEN %s AND %s AND m.state = ANY(%s) AND m.close_basis = ANY(%s)
ORDER BY m.id
"""


def closures_to_look_at(*, organ: int, since: date, until: date) -> list[Closure]:
    """Return the closures of the organs below ``organ`` in the period, by id.

    What ``organ`` handled itself is left out: no organ looks back at its own work. What a former register had closed
    is left out too: its handling is not in this system.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [organ, since, until, _CLOSED, _BASES])
        return [Closure(*row) for row in cursor.fetchall()]

"""The load of leaders in charge: cases led, due, late, returned (plan S48). Load of officers, never of petitioners."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from dengwen.domains.cases.reads.queues import SOON_DAYS
from dengwen.foundation.permissions.actor import Actor

PAGE_ROWS = 50
# The leaders of a page first; then each one's open cases from the index on leader and due.
_LOAD = """
WITH who AS (
  SELECT p.id, o.id AS organ_id, o.code, o.name AS organ_name, o.name_en AS organ_name_en, a.name, a.name_en
  FROM organs_organreach r JOIN organs_organ o ON o.id = r.organ_id JOIN staff_post p ON p.organ_id = o.id
  JOIN staff_account a ON a.id = p.account_id
  WHERE r.top_id = %(bureau)s AND p.role = 'leader' AND p.since <= %(today)s
    AND (p.until IS NULL OR p.until >= %(today)s) AND p.id > %(after)s
  ORDER BY p.id LIMIT %(limit)s
)
SELECT who.id, who.organ_id, who.organ_name, who.organ_name_en, who.name, who.name_en,
  l.led, l.soon, l.late, l.returned
FROM who CROSS JOIN LATERAL (
  SELECT count(*) AS led, count(*) FILTER (WHERE m.due BETWEEN %(today)s AND %(soon)s) AS soon,
    count(*) FILTER (WHERE m.due < %(today)s) AS late, count(*) FILTER (WHERE m.returned > 0) AS returned
  FROM cases_matter m WHERE m.leader_id = who.id AND m.is_open {only}
) l ORDER BY who.id
"""
_OF_CAMPAIGN = """AND EXISTS (
    SELECT 1 FROM campaigns_campaigncase c WHERE c.matter_id = m.id AND c.campaign_id = %(campaign)s)"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one leader in charge has in hand."""

    post: int
    organ: int
    organ_name: str
    organ_name_en: str
    name: str
    name_en: str
    led: int
    soon: int
    late: int
    returned: int


def leaders_load(
    actor: Actor, *, today: date, campaign: int | None = None, after: int = 0
) -> tuple[list[Load], int | None]:
    """Return a page of the leaders of the organs within the actor's reach, and where the next page begins.

    ``campaign`` counts only the cases that were taken into it. Row-level security leaves out what the actor may not
    see.
    """
    values: dict[str, Any] = {
        "bureau": actor.bureau, "today": today, "soon": today + timedelta(days=SOON_DAYS), "after": after,
        "limit": PAGE_ROWS + 1, "campaign": campaign,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LOAD.format(only=_OF_CAMPAIGN if campaign is not None else ""), values)
        rows = [Load(*row) for row in cursor.fetchall()]
    return rows[:PAGE_ROWS], rows[PAGE_ROWS - 1].post if len(rows) > PAGE_ROWS else None

"""The three facts of one case, and of many by organ for a month."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connections

from dengwen.base.clock import local_day
from dengwen.domains.cases import access as cases
from dengwen.domains.closure.models import Rating
from dengwen.domains.closure.rules.three_facts import TOLD_BY, Deed, ThreeFacts, facts_from
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.actor import Actor

# Which fact of an entry is the word that matters.
_WORD = {"settle_lookback": "result", "record_rating": "rated"}


def three_facts(case: int) -> ThreeFacts:
    """Return the three facts of a matter that the caller has seen; one question to the ledger."""
    rows = Entry.objects.filter(kind="case", subject=case, event__in=TOLD_BY).order_by("seq")
    return facts_from(
        Deed(event, local_day(at, settings.TIME_ZONE), _word(event, payload))
        for event, at, payload in rows.values_list("event", "at", "payload")
    )


def _word(event: str, payload: str) -> str:
    if event not in _WORD:
        return ""
    return str(json.loads(payload).get("facts", {}).get(_WORD[event], ""))


def ratings_of(*, actor: Actor, case: int) -> list[Rating]:
    """Return the ratings of a matter, the last one first; none where the matter is not seen."""
    found = Rating.objects.filter(matter__in=cases.visible_to(actor).filter(pk=case))
    return list(
        found.select_related("asked_by__account", "asked_by__organ", "answered_by__account").order_by(
            "-number"
        )
    )


@dataclass(frozen=True, slots=True)
class FactCounts:
    """What the dossiers of one organ that came in within a period claim, and what became of the claim.

    The rate that heads a page is ``verified`` by ``claimed``; the gap (``not_borne_out``, ``not_examined``) and what
    petitioners say stand beside it. ``satisfied``, ``not_satisfied``, ``objected`` and ``not_asked`` add up to
    ``claimed`` together with ``no_answer``.
    """

    organ: int
    claimed: int
    verified: int
    not_borne_out: int
    not_examined: int
    satisfied: int
    not_satisfied: int
    objected: int
    no_answer: int
    not_asked: int


# One row a matter: its last dossier of the period, its last rating since, whether it was objected to since.
_COUNTS = """
WITH claim AS (
  SELECT DISTINCT ON (d.matter_id) d.matter_id, d.handed_in_on, d.decision, m.organ_id
  FROM closure_dossier d JOIN cases_matter m ON m.id = d.matter_id
  WHERE d.handed_in_on BETWEEN %(since)s AND %(until)s AND m.organ_id = ANY (%(organs)s)
  ORDER BY d.matter_id, d.round DESC
), fact AS (
  SELECT c.organ_id,
    CASE WHEN f.failed OR c.decision IN ('returned', 'redo') THEN 'not_borne_out'
         WHEN c.decision = 'accepted' THEN 'verified' ELSE 'not_examined' END AS found,
    CASE WHEN o.objected THEN 'objected' ELSE coalesce(r.outcome, 'not_asked') END AS said
  FROM claim c
  LEFT JOIN LATERAL (SELECT r.outcome FROM closure_rating r
    WHERE r.matter_id = c.matter_id AND r.asked_on BETWEEN c.handed_in_on AND %(known)s
    ORDER BY r.number DESC LIMIT 1) r ON true
  CROSS JOIN LATERAL (SELECT
    EXISTS (SELECT 1 FROM appeals_reviewrequest q
      WHERE q.matter_id = c.matter_id AND q.asked_on BETWEEN c.handed_in_on AND %(known)s)
    OR EXISTS (SELECT 1 FROM cases_contact k WHERE k.matter_id = c.matter_id AND NOT k.first
      AND k.received_on BETWEEN c.handed_in_on + 1 AND %(known)s) AS objected) o
  CROSS JOIN LATERAL (SELECT
    EXISTS (SELECT 1 FROM closure_lookbackseat s WHERE s.matter_id = c.matter_id AND s.result = 'failed'
      AND s.settled_on BETWEEN c.handed_in_on AND %(known)s)
    OR EXISTS (SELECT 1 FROM appeals_reviewrequest q WHERE q.matter_id = c.matter_id
      AND q.redo_on BETWEEN c.handed_in_on AND %(known)s) AS failed) f
)
SELECT organ_id, count(*), count(*) FILTER (WHERE found = 'verified'),
  count(*) FILTER (WHERE found = 'not_borne_out'), count(*) FILTER (WHERE found = 'not_examined'),
  count(*) FILTER (WHERE said IN ('SATISFIED', 'BASICALLY')), count(*) FILTER (WHERE said = 'NOT_SATISFIED'),
  count(*) FILTER (WHERE said = 'objected'), count(*) FILTER (WHERE said = 'NO_ANSWER'),
  count(*) FILTER (WHERE said = 'not_asked')
FROM fact GROUP BY organ_id ORDER BY organ_id
"""


def fact_counts(
    *, organs: Sequence[int], since: date, until: date, known: date, using: str = "default"
) -> list[FactCounts]:
    """Return the three facts of the dossiers handed in from ``since`` to ``until``, by organ of the matter.

    ``known``: what was found or said by this day counts, so that a frozen month and the same month a year later can be
    told apart. ``using``: the acting post's reach under the application's role, everything under the owner's.
    """
    values: dict[str, Any] = {"organs": list(organs), "since": since, "until": until, "known": known}
    with connections[using].cursor() as cursor:
        cursor.execute(_COUNTS, values)
        return [FactCounts(*row) for row in cursor.fetchall()]

"""A campaign of many cases, written past the doors in a database of the test's own: some close, one city slower."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connections

from dengwen.domains.campaigns.verbs.run_stages import enter_stage, open_campaign
from tests.bulletins.random_matters import insert
from tests.cast import Cast

PACK = "unpaid-compensation-2026"
DAYS = 60
SLOW = ("stone", "quarry")
_GUARDED = ("cases_matter", "campaigns_campaigncase", "campaigns_scopechange")
_LATER = (
    "UPDATE cases_matter SET is_open = true, state = 'investigating', received_on = %(start)s::date - 90,"
)
_OPEN = (
    _LATER
    + " accept_due = NULL, accepted_on = NULL, handling_due = NULL, decided_on = NULL, ended_on = NULL,"
    " closed_on = NULL, close_basis = '', merged_into_id = NULL, returned_in = '',"
    " due = %(today)s::date + (id %% 30)::int - 8"
    " WHERE id = ANY(%(ids)s)"
)
_TAKE = """
WITH taken AS (
  INSERT INTO campaigns_campaigncase (matter_id, campaign_id, source_class, taken_on, by_id, counted)
  SELECT unnest(%(ids)s::bigint[]), %(campaign)s, 'OWN', %(start)s, %(post)s, true RETURNING matter_id)
INSERT INTO campaigns_scopechange (matter_id, campaign_id, at, step, cause, reason, organ_id)
SELECT t.matter_id, %(campaign)s, %(at)s, 1, 'taken', '', m.organ_id
FROM taken t JOIN cases_matter m ON m.id = t.matter_id
"""
_CLOSE = (
    "UPDATE cases_matter SET is_open = false, state = 'closed', closed_on = %s, ended_on = %s,"
    " close_basis = 'verified' WHERE id = %s"
)


def many_cases(cast: Cast, *, today: date, count: int = 400) -> int:
    """Open a campaign ``DAYS`` days ago over ``count`` cases, of which many are closed by now; return its id."""
    luck, office = random.Random(11), cast["campaign_office"]
    start = today - timedelta(days=DAYS)
    at = datetime.combine(start, time(2), UTC)
    campaign = open_campaign(pack=PACK, actor=office, at=at)
    ids = insert(luck, cast.organs, [cast["handler"].post], count)
    values: dict[str, Any] = {
        "ids": ids, "campaign": campaign, "start": start, "today": today, "post": office.post,
        "at": at + timedelta(minutes=5),
    }  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute(_OPEN, values)
        cursor.execute(_TAKE, values)
    enter_stage(campaign=campaign, actor=office, at=at + timedelta(minutes=10))
    slow = {cast.organ(name) for name in SLOW}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id, organ_id FROM cases_matter WHERE id = ANY(%s) ORDER BY id", [ids])
        for pk, organ in cursor.fetchall():
            if luck.random() < (0.2 if organ in slow else 0.6):
                day = start + timedelta(days=luck.randint(1, DAYS))
                cursor.execute(_CLOSE, [day, day, pk])
    return campaign


def unguard_campaigns() -> None:
    """Let the owner write cases and their campaign without ledger entries."""
    with connections["owner"].cursor() as cursor:
        for table in _GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_recorded")

"""A campaign of the province over what was open half a year ago, so that its wall board can be measured.

Campaign and stage go through their doors; its cases are taken in by SQL, as the other matters were written.
"""

import time
from datetime import UTC, date, datetime, timedelta

from bench import place

PACK, DAYS = "unpaid-compensation-2026", 180
_TAKE = """
WITH taken AS (
  INSERT INTO campaigns_campaigncase (matter_id, campaign_id, source_class, taken_on, by_id, counted)
  SELECT id, %(campaign)s, 'OWN', %(day)s, %(post)s, true FROM cases_matter
  WHERE received_on <= %(day)s AND (ended_on IS NULL OR ended_on > %(day)s) RETURNING matter_id)
INSERT INTO campaigns_scopechange (matter_id, campaign_id, at, step, cause, reason, organ_id)
SELECT t.matter_id, %(campaign)s, %(at)s, 1, 'taken', '', m.organ_id
FROM taken t JOIN cases_matter m ON m.id = t.matter_id
"""


def run_campaign(name: str, today: date) -> None:
    """Open the campaign, take the cases in, enter its first stage, and count the board as the worker does."""
    from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
    from dengwen.domains.campaigns.verbs.run_stages import enter_stage, open_campaign
    from dengwen.foundation.permissions.actor import load_actor

    start = today - timedelta(days=DAYS)
    at = datetime(start.year, start.month, start.day, 2, tzinfo=UTC)
    begin = time.perf_counter()
    with place.connect(name) as connection:
        row = connection.execute(
            "SELECT p.id FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id"
            " WHERE p.role = 'campaign_office' AND o.level = 'province' AND p.until IS NULL ORDER BY p.id LIMIT 1"
        ).fetchone()
        if row is None:
            raise RuntimeError("the province has no campaign office")
        office = load_actor(row[0], start)
        campaign = open_campaign(pack=PACK, actor=office, at=at)
        connection.execute("SET session_replication_role = replica")
        values = {"campaign": campaign, "day": start, "post": office.post, "at": at + timedelta(hours=1)}
        taken = connection.execute(_TAKE, values).rowcount
    enter_stage(campaign=campaign, actor=office, at=at + timedelta(hours=2))
    print(f"  {time.perf_counter() - begin:6.1f} s  campaign over {taken} matters", flush=True)
    begin = time.perf_counter()
    rows = roll_boards(day=today, at=datetime.now(UTC))
    print(f"  {time.perf_counter() - begin:6.1f} s  wall board of {rows} rows", flush=True)

"""Count what the wall boards show, so that a page reads a few rows however many cases there are."""

import json
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.board_rows import board_rows
from dengwen.domains.campaigns.access import campaign_seen
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import load_actor
from dengwen.foundation.rulebook.campaign_file import campaign_pack


def roll_boards(*, day: date, at: datetime) -> int:
    """Count every campaign anew as it stands on ``day``; return the number of rows. It may run twice.

    It writes nothing that is not already said by the cases and the ledger of the campaign, so it has no entry.
    Raises ``day.future``.
    """
    if day > local_day(at, settings.TIME_ZONE):
        raise Refusal("day.future", day=day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT campaign, post FROM bulletins_boards(%s)", [day])
        found = cursor.fetchall()
    return sum(_roll(campaign, post, day, at) for campaign, post in found)


def _roll(campaign: int, post: int, day: date, at: datetime) -> int:
    with acting(post):
        actor = load_actor(post, day)
        held = campaign_seen(actor, campaign)
        rows = board_rows(actor, held, campaign_pack(held.pack), day)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT bulletins_keep_board(%s, %s, %s, %s::jsonb)", [campaign, day, at, json.dumps(rows)]
            )
            (touched,) = cursor.fetchone()
    return int(touched)

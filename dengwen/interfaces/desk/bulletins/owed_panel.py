"""What the own organ still has to publish, as a panel: on its own page, on the campaign, and among the reminders."""

from datetime import date, timedelta
from typing import Any

from dengwen.domains.bulletins.reads.publications import owed_publications
from dengwen.domains.campaigns.reads.standing import CampaignLine
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.sentences import lang

MOST = 12
SOON = timedelta(days=7)


def owed_panel(actor: Actor, today: date, lines: list[CampaignLine], *, soon: bool = False) -> dict[str, Any]:
    """Return what ``owed.html`` shows of the campaigns ``lines``; ``soon``: only what is late or due within a week."""
    campaigns = [line.campaign for line in lines]
    found = owed_publications(actor, today, campaigns) if actor.has(Right.WRITE_PUBLICATION) else []
    if soon:
        found = [each for each in found if each.publishing.rolled <= today + SOON]
    said = lang()
    return {
        "publish": found[:MOST], "publish_more": max(0, len(found) - MOST), "language": said, "today": today,
        "titles": {line.campaign.pk: line.pack.title(said) for line in lines},
        "summaries": {(line.campaign.pk, each.key): each.label(said) for line in lines for each in line.pack.summaries},
    }  # fmt: skip

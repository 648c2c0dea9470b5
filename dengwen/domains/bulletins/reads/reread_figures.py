"""The figures of a publication are read again from the frozen month before anybody goes on with it."""

import json

from dengwen.base.canonical import canonical_json
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.publication_figures import Figures, differing, figures_for, snapshot_for
from dengwen.domains.bulletins.rules.publication_kinds import kind_of
from dengwen.domains.bulletins.rules.window import parse_month
from dengwen.domains.campaigns.models import Campaign

_SHOWN = 3


def reread(row: Publication) -> Figures:
    """Return the figures as the frozen month says them now; raises ``publication.figures_differ``.

    Raises also what :func:`snapshot_for` raises: a month whose files were changed publishes nothing.
    """
    month = parse_month(row.snapshot.partition(".")[0])
    if month is None:
        raise Refusal("publication.other_month", name=row.snapshot, month=row.period)
    snapshot = snapshot_for(month, row.snapshot)
    campaign = Campaign.objects.filter(pk=row.campaign_id).first() if row.campaign_id else None
    found = figures_for(snapshot, kind=kind_of(row.kind), organ=row.organ_id, campaign=campaign)
    if snapshot.digest != row.snapshot_sha256 or canonical_json(found) != row.figures:
        paths = [each["path"] for each in differing(json.loads(row.figures), found)][:_SHOWN]
        raise Refusal("publication.figures_differ", name=row.snapshot, what=", ".join(paths) or "SHA-256")
    return found

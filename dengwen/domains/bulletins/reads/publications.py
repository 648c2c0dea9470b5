"""The publications that a post sees, and what its own organ owes to publish."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.access import publications_seen_by, reads_whole
from dengwen.domains.bulletins.models import Publication, PublicationReceipt, PublicationReply
from dengwen.domains.bulletins.reads.publication_paper import newest_head, paper_of, publication_pdf
from dengwen.domains.bulletins.reads.snapshots import snapshots
from dengwen.domains.bulletins.rules.publication_due import Publishing, publishings
from dengwen.domains.bulletins.rules.publication_kinds import kinds
from dengwen.domains.bulletins.states import PublicationState as State
from dengwen.domains.campaigns.access import visible_to as campaigns_of
from dengwen.domains.campaigns.models import Campaign
from dengwen.domains.campaigns.rules.duties import Due, due_state
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign_file import campaign_pack


@dataclass(frozen=True, slots=True)
class OwedPublication:
    """Something the post's organ owes to publish, how it stands, and the publication that is begun for it."""

    campaign: Campaign
    publishing: Publishing
    state: Due
    row: Publication | None

    @property
    def is_late(self) -> bool:
        """Say whether its day is over and it is not issued."""
        return self.state is Due.OVERDUE


@dataclass(frozen=True, slots=True)
class Sheet:
    """One publication as its page shows it. ``whole``: the post may read all of it, not only what names its organ."""

    row: Publication
    whole: bool
    replies: list[PublicationReply]
    receipts: list[PublicationReceipt]
    mine: PublicationReply | None


def publications_of(actor: Actor, most: int = 200) -> list[Publication]:
    """Return the publications that the post sees, the newest first; the database holds back what it may not see."""
    found = publications_seen_by(actor).select_related("organ", "campaign").defer("figures", "words", "paper")
    return list(found.order_by("-drafted_on", "-pk")[:most])


def publication_sheet(actor: Actor, publication: int) -> Sheet:
    """Return one of them; raises ``publication.not_found``."""
    found = publications_seen_by(actor).select_related("organ", "campaign", "corrects")
    row = found.filter(pk=publication).first()
    if row is None:
        raise Refusal("publication.not_found", publication=publication)
    asked = (
        PublicationReply.objects.filter(publication=row).select_related("organ").order_by("organ__code", "pk")
    )
    replies = list(asked)
    mine = next((each for each in replies if each.organ_id == actor.bureau), None)
    return Sheet(row, reads_whole(actor, row), replies, list(row.receipts.order_by("pk")), mine)


def owed_publications(
    actor: Actor, today: date, campaigns: Sequence[Campaign] | None = None
) -> list[OwedPublication]:
    """Return what the post's organ still owes to publish, the nearest day first; in all campaigns that it sees.

    A month that has not begun is left out, and what is issued; a stage's summary stands here until it is issued.
    """
    asked = list(campaigns_of(actor)) if campaigns is None else campaigns
    found = [each for each in _owed(actor, today, asked) if each.row is None or not each.row.issued_on]
    return sorted(found, key=lambda each: (each.publishing.rolled, each.publishing.kind))


def _owed(actor: Actor, today: date, campaigns: Sequence[Campaign]) -> Iterator[OwedPublication]:
    if not campaigns:
        return
    mine = Publication.objects.filter(organ=actor.bureau, campaign__in=campaigns).exclude(
        state=State.WITHDRAWN
    )
    rows = {(row.campaign_id, row.kind, row.period): row for row in mine.defer("figures", "words", "paper")}
    level = actor.level if actor.organ == actor.bureau else Organ.objects.get(pk=actor.bureau).level
    for campaign in campaigns:
        pack, office = campaign_pack(campaign.pack), campaign.organ_id == actor.bureau
        for each in publishings(pack, kinds(), level=level, office=office):
            if each.month <= today:
                row = rows.get((campaign.pk, each.kind, each.period))
                done = row.issued_on if row else None
                yield OwedPublication(campaign, each, due_state(each.rolled, done_on=done, today=today), row)


def months_frozen() -> list[str]:
    """Return the months that are frozen, the newest first."""
    return sorted({each.month for each in snapshots()}, reverse=True)


def printed(sheet: Sheet, today: date) -> dict[str, Any]:
    """Return what is printed: as it was issued, or as it would be today with the newest head of the log."""
    if sheet.row.paper:
        found: dict[str, Any] = json.loads(sheet.row.paper)
        return found
    return paper_of(sheet.row, sheet.replies, today=today, head=newest_head())


def pdf_of(sheet: Sheet, today: date) -> bytes:
    """Return the PDF: an issued one byte for byte, a draft with a mark across each page.

    Raises ``file.lost``, ``file.altered``.
    """
    if sheet.row.pdf_sha256:
        return fetch(sheet.row.pdf_sha256)
    return publication_pdf(printed(sheet, today))

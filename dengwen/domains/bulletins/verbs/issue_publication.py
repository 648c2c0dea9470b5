"""Issue a publication: number, PDF, hash, head of the ledger; what the campaign asks for is met by it."""

from datetime import datetime

from django.db import connection

from dengwen.base.canonical import canonical_json
from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.publication_paper import (
    newest_head,
    number_of,
    paper_of,
    publication_pdf,
)
from dengwen.domains.bulletins.reads.reread_figures import reread
from dengwen.domains.bulletins.rules.publication_kinds import kind_of
from dengwen.domains.bulletins.rules.publication_steps import check_issue
from dengwen.domains.bulletins.states import PublicationState as State
from dengwen.domains.bulletins.verbs.book_of_publication import (
    PublicationPassage,
    publication_door,
    replies_of,
)
from dengwen.domains.campaigns.models import Campaign, CampaignReport
from dengwen.domains.campaigns.states import Kind
from dengwen.domains.campaigns.verbs.meet_duties import hand_in_report
from dengwen.domains.campaigns.verbs.run_stages import prove_item
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign_file import campaign_pack

_TAKE = """
INSERT INTO bulletins_publicationseries (organ_id, kind, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (organ_id, kind, year) DO UPDATE SET last = bulletins_publicationseries.last + 1 RETURNING last
"""


def issue_publication(*, publication: int, actor: Actor, at: datetime, revision: int | None = None) -> str:
    """Issue what was approved and return its number; it is frozen from now on (plan S67, S70, S71).

    Numbers run by organ, kind and year without gaps. A summary that the campaign asks of this organ is handed in by it,
    and the item of the campaign's list that it proves is proven. Raises ``right.missing``,
    ``publication.not_approved``, ``publication.figures_differ``, ``file.not_stored``, and what the campaign refuses.
    """
    actor.require(Right.WRITE_PUBLICATION)
    with publication_door(
        "publication_issued", publication=publication, actor=actor, at=at, revision=revision
    ) as passage:
        row = passage.row
        check_issue(row.state)
        reread(row)
        _number(passage)
        head = newest_head()
        paper = paper_of(row, replies_of(row), today=passage.today, number=row.number, head=head)
        row.paper = canonical_json(paper)
        row.pdf_sha256 = store_file(publication_pdf(paper))
        row.head_size, row.head_root = (head["size"], head["root"]) if head else (None, "")
        row.state = State.ISSUED.value
        passage.facts |= {"number": row.number, "pdf": row.pdf_sha256, "head": head or {}}
        _meet_the_campaign(row, paper["title"], actor, at)
    return row.number


def _number(passage: PublicationPassage) -> None:
    row = passage.row
    row.year, row.issued_on, row.issued_by_id = passage.today.year, passage.today, passage.actor.post
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [row.organ_id, row.kind, row.year])
        row.serial = int(cursor.fetchone()[0])
    row.number = number_of(row, Organ.objects.get(pk=row.organ_id), year=row.year, serial=row.serial)


def _meet_the_campaign(row: Publication, title: str, actor: Actor, at: datetime) -> None:
    """Hand in the summary where this organ owes it, and prove the item where its own campaign asks for it."""
    if row.campaign_id is None or kind_of(row.kind).by_month:
        return
    campaign = Campaign.objects.get(pk=row.campaign_id)
    pack, organ = campaign_pack(campaign.pack), Organ.objects.get(pk=row.organ_id)
    said = f"{row.number} {title}\nSHA-256 {row.pdf_sha256}"
    owed = next((each for each in pack.summaries if each.key == row.period), None)
    if owed is not None and organ.level in owed.levels:
        there = CampaignReport.objects.filter(campaign=campaign, organ=organ, kind="summary", key=row.period)
        if not there.exists():
            hand_in_report(
                campaign=campaign.pk, kind="summary", key=row.period, words=said, actor=actor, at=at
            )
    item = "final_summary" if row.kind == "final_summary" else f"summary_{row.period}"
    if campaign.organ_id == row.organ_id and actor.has(Right.RUN_CAMPAIGN):
        for kind, lists in ((Kind.ENTRY, "entry"), (Kind.EXIT, "exit")):
            if any(item in getattr(stage, lists) for stage in pack.stages):
                prove_item(
                    campaign=campaign.pk, item=item, kind=kind.value, evidence=said, actor=actor, at=at
                )

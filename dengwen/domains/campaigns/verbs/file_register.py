"""File a register of cases with the campaign's organ as a sealed package; the office receives or returns it (S23)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Max

from dengwen.base.canonical import canonical_json, plain
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import bureaus_below, check_office
from dengwen.domains.campaigns.models import Filing, FilingPackage, ItemMark
from dengwen.domains.campaigns.reads.filings import is_whole, register_lacks, register_rows
from dengwen.domains.campaigns.reads.scope_at import members_digest
from dengwen.domains.campaigns.rules.filing import check_answer, check_filing, filing_of
from dengwen.domains.campaigns.rules.sealed_package import RECORD, SHEET, make_manifest
from dengwen.domains.campaigns.states import FilingAnswer, Kind
from dengwen.domains.campaigns.verbs.book_of_campaign import CampaignPassage, campaign_door
from dengwen.domains.campaigns.verbs.meet_duties import own_organ
from dengwen.domains.cases.verbs.rows import give_ids
from dengwen.foundation.identity.sealing import seal_bytes
from dengwen.foundation.ledger.signing import signing_keys
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign import Filing as FilingRule

Rows = list[dict[str, Any]]


def file_register(
    *, campaign: int, kind: str, sheet_of: Callable[[Rows], bytes], actor: Actor, at: datetime
) -> Filing:
    """File the register ``kind`` of the actor's organ as it is now, and return the filing.

    ``sheet_of`` writes the rows as a sheet. The package is signed by the installation's key; what it holds can be
    held against the ledger ever after. Raises ``right.missing``, ``filing.unknown``, and what :func:`check_filing`
    raises.
    """
    with campaign_door("register_filed", campaign=campaign, actor=actor, at=at) as passage:
        organ = own_organ(passage, actor)
        rule = filing_of(passage.pack, kind, organ.level)
        rows = register_rows(passage.campaign, rule, organ.pk)
        before = Filing.objects.filter(campaign=campaign, organ=organ, kind=kind)
        waits = before.filter(answer=FilingAnswer.WAITS.value).exists()
        check_filing(waits=waits, lacking=register_lacks(rows, rule))
        key = signing_keys()[-1]
        filing = Filing(
            campaign=passage.campaign, organ=organ, kind=kind, cases=len(rows), key_id=key.id,
            round=(before.aggregate(last=Max("round"))["last"] or 0) + 1, filed_on=passage.today, filed_at=at,
            members=members_digest(row["case"] for row in rows), by_id=actor.post,
        )  # fmt: skip
        give_ids([filing])
        facts = {
            "filing": filing.pk, "campaign": passage.campaign.pack, "rules": passage.campaign.digest, "kind": kind,
            "organ": organ.code or "", "organ_name": organ.name, "round": filing.round, "cases": filing.cases,
            "members": filing.members, "filed_at": plain(at), "key": key.id,
        }  # fmt: skip
        record = canonical_json({"filing": facts, "rows": rows}).encode()
        sheet = sheet_of(rows)
        filing.manifest = make_manifest(facts, {RECORD: record, SHEET: sheet})
        filing.signature = key.sign(filing.manifest.encode()).hex()
        passage.create(filing)
        passage.create(
            FilingPackage(
                campaign=passage.campaign, organ=organ, filing=filing, record=seal_bytes(record),
                sheet=seal_bytes(sheet),
            )
        )  # fmt: skip
        passage.facts |= {"organ": organ.pk, "kind": kind, "round": filing.round, "cases": filing.cases}
    return filing


def answer_filing(
    *, campaign: int, filing: int, received: bool, reasons: str, actor: Actor, at: datetime
) -> Filing:
    """Receive a filed register under the next number, or return it with reasons; return the filing.

    When the last organ's register was received, the item of the stage that asks for them is proven by the receipts.
    Raises ``campaign.not_office``, ``filing.not_found``, and what :func:`check_answer` raises.
    """
    with campaign_door("filing_answered", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        row = Filing.objects.filter(campaign=campaign, pk=filing).select_related("organ").first()
        if row is None:
            raise Refusal("filing.not_found")
        check_answer(
            answer=row.answer, received=received, reasons=reasons, whole=not received or is_whole(row)
        )
        passage.watch(row)
        row.answer = (FilingAnswer.RECEIVED if received else FilingAnswer.RETURNED).value
        row.reasons, row.answered_on, row.answered_by_id = reasons.strip(), passage.today, actor.post
        if received:
            last = Filing.objects.filter(campaign=campaign).aggregate(last=Max("receipt"))["last"]
            row.receipt = (last or 0) + 1
            _prove(passage, row)
        passage.facts |= {
            "filing": row.pk,
            "organ": row.organ_id,
            "answer": row.answer,
            "receipt": row.receipt,
        }
    return row


def _prove(passage: CampaignPassage, row: Filing) -> None:
    """Prove the item of the stage once every organ's register was received."""
    rule = passage.pack.filing(row.kind)
    if rule is None or rule.item is None:
        return
    owing = set(bureaus_below(passage.campaign, rule.levels).values_list("pk", flat=True))
    done = Filing.objects.filter(
        campaign=passage.campaign, kind=row.kind, answer=FilingAnswer.RECEIVED.value
    ).values_list("organ", flat=True)
    if owing - set(done) - {row.organ_id}:
        return
    if ItemMark.objects.filter(campaign=passage.campaign, item=rule.item).exists():
        return
    for kind, stage in _lists_with(passage, rule):
        passage.create(
            ItemMark(
                campaign=passage.campaign, organ_id=passage.campaign.organ_id, kind=kind, stage=stage, item=rule.item,
                evidence=f"{rule.en} / {rule.zh}: {len(owing)}/{len(owing)}", on=passage.today,
                by_id=passage.actor.post,
            )
        )  # fmt: skip


def _lists_with(passage: CampaignPassage, rule: FilingRule) -> list[tuple[str, str]]:
    found = []
    for stage in passage.pack.stages:
        found += [(Kind.ENTRY.value, stage.key)] if rule.item in stage.entry else []
        found += [(Kind.EXIT.value, stage.key)] if rule.item in stage.exit else []
    return found

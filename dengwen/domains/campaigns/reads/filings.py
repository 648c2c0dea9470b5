"""Registers as they are filed: their rows now, what is missing, the filings there are, and whether a package holds."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db.models import Q

from dengwen.domains.campaigns.access import bureaus_below
from dengwen.domains.campaigns.models import Campaign, Filing, FilingPackage
from dengwen.domains.campaigns.reads.scope_at import members_digest, part_of
from dengwen.domains.campaigns.rules.filing import Lack, lacks, met_on
from dengwen.domains.campaigns.rules.sealed_package import RECORD, SHEET, Checked, check_package, pack_up
from dengwen.domains.campaigns.states import FilingAnswer
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import State
from dengwen.foundation.identity.sealing import open_bytes
from dengwen.foundation.ledger.models import LogKey
from dengwen.foundation.ledger.signing import holds, signing_keys
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.campaign import Filing as FilingRule

# What a register holds of a case: officers who answer for it, and nobody who petitioned.
_COLUMNS = {
    "case": "pk", "number": "number", "title": "title", "place": "place", "category": "category", "source": "source",
    "channel": "channel", "received_on": "received_on", "occurred_on": "occurred_on", "state": "state",
    "organ": "organ__code", "unit": "unit__code", "leader": "leader__account__name",
    "handler": "handler__account__name", "accepted_on": "accepted_on", "handling_due": "handling_due",
    "decided_on": "decided_on", "served_on": "served_on", "closed_on": "closed_on",
}  # fmt: skip
HEADERS = tuple(name for name in _COLUMNS if name != "case")


@dataclass(frozen=True, slots=True)
class FilingLine:
    """How one organ's filings of one register stand. ``last`` is the newest; ``cases`` are counted there now."""

    organ: Organ
    last: Filing | None
    rounds: int
    received: bool


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """What a check of a package found, and the filing that it is, if it was ever filed here."""

    checked: Checked
    filing: Filing | None


def register_rows(campaign: Campaign, rule: FilingRule, organ: int) -> list[dict[str, Any]]:
    """Return the rows of the register of ``organ`` as they are now, as far as the acting post sees them."""
    held = Matter.objects.filter(organ__in=OrganReach.objects.filter(top=organ).values("organ"))
    found = held.filter(part_of(campaign.pk, rule.part) or Q(pk=None)).order_by("number", "pk")
    names = list(_COLUMNS)
    rows = [dict(zip(names, values, strict=True)) for values in found.values_list(*_COLUMNS.values())]
    for row in rows:
        row["merged"] = row["state"] == State.MERGED.value
    return rows


def register_lacks(rows: Sequence[dict[str, Any]], rule: FilingRule) -> list[Lack]:
    """Return what is missing in the rows, worst first."""
    return sorted(lacks(rows, rule.needs), key=lambda lack: not lack.must)


def filing_lines(actor: Actor, campaign: Campaign, rule: FilingRule) -> list[FilingLine]:
    """Return how the filing of a register stands at every organ that owes it and that the actor reaches."""
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    organs = list(bureaus_below(campaign, rule.levels).filter(pk__in=reach))
    by_organ: dict[int, list[Filing]] = defaultdict(list)
    for row in Filing.objects.filter(campaign=campaign, kind=rule.key, organ__in=organs).order_by("round"):
        by_organ[row.organ_id].append(row)
    return [
        FilingLine(
            organ, rows[-1] if rows else None, len(rows),
            any(row.answer == FilingAnswer.RECEIVED for row in rows),
        )
        for organ in organs
        for rows in [by_organ[organ.pk]]
    ]  # fmt: skip


def filing_seen(campaign: Campaign, filing: int) -> Filing | None:
    """Return one filing, if the acting post sees it."""
    return Filing.objects.filter(campaign=campaign, pk=filing).select_related("organ").first()


def filings_of(campaign: Campaign, organ: int) -> list[Filing]:
    """Return every filing of an organ, the newest first."""
    return list(Filing.objects.filter(campaign=campaign, organ=organ).order_by("-filed_at", "-pk"))


def filings_by_duty(
    campaign: Campaign, pack: CampaignPack, organs: Sequence[int]
) -> dict[tuple[int, str], list[Filing]]:
    """Return the filings that meet duties, by organ and duty, the oldest first."""
    duties = {rule.key: rule.duty for rule in pack.filings if rule.duty is not None}
    found: dict[tuple[int, str], list[Filing]] = defaultdict(list)
    if not duties:
        return found
    rows = Filing.objects.filter(campaign=campaign, kind__in=list(duties), organ__in=list(organs))
    for row in rows.order_by("filed_on", "round"):
        found[row.organ_id, duties[row.kind]].append(row)
    return found


def day_met(filings: Sequence[Filing]) -> Filing | None:
    """Return the filing that meets the duty, if one does."""
    on = met_on((row.filed_on, row.answer) for row in filings)
    wanted = (FilingAnswer.RECEIVED, FilingAnswer.WAITS)
    for answer in wanted:
        for row in filings:
            if on is not None and row.answer == answer and row.filed_on == on:
                return row
    return None


def filing_words(filing: Filing) -> str:
    """Return what stands beside a duty that a filing met: how many cases, and under which number it was received."""
    said = f"{filing.cases} · SHA-256 {filing.members[:12]}"
    return f"{said} · № {filing.receipt}" if filing.receipt else said


def package_of(filing: Filing) -> bytes | None:
    """Return the package as it was filed; None for a post that may not see every case in it, or if it is not whole.

    A case can be kept from a post since; then the package, which names it, is not for that post either.
    """
    package = FilingPackage.objects.filter(filing=filing).first()
    if package is None:
        return None
    try:
        record, sheet = open_bytes(bytes(package.record)), open_bytes(bytes(package.sheet))
    except (InvalidTag, ValueError):
        return None
    cases = [row["case"] for row in json.loads(record)["rows"]]
    if Matter.objects.filter(pk__in=cases).count() != filing.cases:
        return None
    public = public_keys().get(filing.key_id, b"").hex()
    return pack_up(filing.manifest, filing.signature, public, {RECORD: record, SHEET: sheet})


def is_whole(filing: Filing) -> bool:
    """Say whether what is kept is what was filed: each hash of the manifest, its cases, and the signature over it."""
    package = FilingPackage.objects.filter(filing=filing).first()
    if package is None:
        return False
    listed = {each["name"]: each["sha256"] for each in json.loads(filing.manifest)["files"]}
    if listed != {RECORD: package.record_sha256, SHEET: package.sheet_sha256}:
        return False
    rows = json.loads(open_bytes(bytes(package.record)))["rows"]
    if members_digest(row["case"] for row in rows) != filing.members:
        return False
    public = public_keys().get(filing.key_id)
    signed = filing.manifest.encode()
    return public is not None and holds(public, bytes.fromhex(filing.signature), signed)


def checked_package(content: bytes) -> CheckedPackage:
    """Check a package that somebody hands in, and find the filing that it is among those the acting post sees."""
    found = check_package(content, public_keys(), holds)
    manifest = found.manifest
    filing = None
    if isinstance(manifest.get("filing"), int):
        filing = Filing.objects.filter(pk=manifest["filing"]).select_related("organ").first()
        if filing is not None and json.loads(filing.manifest) != manifest:
            found.wrong.append(("not_as_filed", str(filing.round)))
            filing = None
    if filing is None and not found.wrong:
        found.wrong.append(("never_filed", ""))
    return CheckedPackage(found, filing)


def public_keys() -> dict[str, bytes]:
    """Return the public keys of this installation: those of its log, and the one that signs now."""
    kept = {row.key_id: bytes(row.public) for row in LogKey.objects.all()}
    return kept | {key.id: key.public for key in signing_keys()}

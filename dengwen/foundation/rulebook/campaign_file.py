"""Reads campaign packs, once, and checks what a shape cannot see: order of days, keys, codes of other lists."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dengwen.base.canonical import canonical_json
from dengwen.foundation.calendar.working_days import CALENDARS
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.families import HOME, family
from dengwen.foundation.rulebook.findings import Finding, RulebookError
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.reading import Lines, read
from dengwen.foundation.rulebook.shape import UnknownCodeError

FOLDER = HOME / "campaigns"
Wrong = Iterator[Finding]


def campaign_packs(of: str | None = None) -> tuple[CampaignPack, ...]:
    """Return the campaign packs of a family (without a name: the installation's), the newest first."""
    found = [campaign_pack(path.stem) for path in sorted(FOLDER.glob("*.toml"))]
    mine = [each for each in found if each.family == (of or family())]
    return tuple(sorted(mine, key=lambda each: each.starts, reverse=True))


def campaign_pack(code: str) -> CampaignPack:
    """Return the campaign pack with this code; raises ``UnknownCodeError``."""
    path = FOLDER / f"{code}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", code) or not path.is_file():
        known = ", ".join(each.stem for each in sorted(FOLDER.glob("*.toml")))
        raise UnknownCodeError(f"no campaign {code!r}; there are: {known}")
    return _pack_at(path)


@cache
def _pack_at(path: Path) -> CampaignPack:
    return check_campaign(path)


def is_campaign_file(path: Path) -> bool:
    """Say whether the file holds a campaign: nothing else has source classes."""
    return re.search(r"^\s*\[\[\s*source_classes\s*\]\]", path.read_text("utf-8"), re.M) is not None


def campaign_digest(pack: CampaignPack) -> str:
    """Return SHA-256 over the validated pack as canonical JSON; what says nothing but its default is left out."""
    plain = pack.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(canonical_json(plain).encode()).hexdigest()


def check_campaign(path: Path) -> CampaignPack:
    """Read a campaign pack; raises ``RulebookError`` with every mistake, each at its line with its remedy."""
    found = read(path, CampaignPack)
    if wrong := list(_mistakes(found, path)):
        places = Lines(path.read_text(encoding="utf-8"))
        raise RulebookError([places.placed(finding) for finding in wrong])
    return found


def _mistakes(pack: CampaignPack, path: Path) -> Wrong:
    name = path.name
    if pack.code != path.stem:
        yield Finding(name, "code", "name_differs", {"code": pack.code, "name": path.stem})
    if pack.calendar not in CALENDARS:
        yield Finding(name, "calendar", "no_calendar", {"name": pack.calendar, "known": ", ".join(CALENDARS)})
    yield from _keys(pack, name)
    yield from _days(pack, name)
    yield from _lost(pack, name)
    for number, each in enumerate(pack.source_classes):
        rest = number == len(pack.source_classes) - 1
        if rest == bool(each.sources or each.received_before):
            yield Finding(name, f"source_classes.{number}.key ({each.key})", "campaign_rest_last")
    for number, reason in enumerate(pack.reasons):
        if "proof_on" in reason.needs and not (reason.proof_en and reason.proof_zh):
            yield Finding(name, f"reasons.{number}.proof_en ({reason.key})", "campaign_no_proof")


def _keys(pack: CampaignPack, name: str) -> Wrong:
    """Keys stand once, and whatever names an item or a stage names one that is there."""
    for table in (
        "items",
        "stages",
        "source_classes",
        "reasons",
        "targets",
        "duties",
        "summaries",
        "filings",
    ):
        seen: set[str] = set()
        for number, each in enumerate(getattr(pack, table)):
            if each.key in seen:
                yield Finding(name, f"{table}.{number}.key", "code_twice", {"names": each.key})
            seen.add(each.key)
    for number, stage in enumerate(pack.stages):
        for field in ("entry", "exit"):
            if lost := [key for key in getattr(stage, field) if pack.item(key) is None]:
                facts: dict[str, object] = {"names": ", ".join(lost)}
                yield Finding(name, f"stages.{number}.{field} ({stage.key})", "campaign_no_item", facts)
    yield from _filings(pack, name)
    for number, target in enumerate(pack.targets):
        if pack.stage(target.stage) is None:
            facts = {"names": target.stage, "known": ", ".join(stage.key for stage in pack.stages)}
            yield Finding(name, f"targets.{number}.stage ({target.key})", "campaign_no_stage", facts)


def _filings(pack: CampaignPack, name: str) -> Wrong:
    """What a filing meets or proves must be there."""
    for number, filing in enumerate(pack.filings):
        lost = [filing.item] if filing.item is not None and pack.item(filing.item) is None else []
        if filing.duty is not None and pack.duty(filing.duty) is None:
            lost.append(filing.duty)
        if lost:
            facts: dict[str, object] = {"names": ", ".join(lost)}
            yield Finding(name, f"filings.{number}.item ({filing.key})", "campaign_no_item", facts)


def _days(pack: CampaignPack, name: str) -> Wrong:
    """Days lie in the window, stages follow each other, no target falls before its stage begins."""
    if pack.ends < pack.starts:
        yield Finding(name, "ends", "campaign_backwards", {"starts": pack.starts, "ends": pack.ends})
    before = None
    for number, stage in enumerate(pack.stages):
        field = f"stages.{number}"
        if stage.ends < stage.starts:
            facts: dict[str, object] = {"starts": stage.starts, "ends": stage.ends}
            yield Finding(name, f"{field}.ends ({stage.key})", "campaign_backwards", facts)
        if before is not None and stage.starts <= before.ends:
            facts = {"before": before.key, "day": before.ends}
            yield Finding(name, f"{field}.starts ({stage.key})", "campaign_stages_overlap", facts)
        before = stage
        if stage.starts < pack.starts or stage.ends > pack.ends:
            facts = {"starts": pack.starts, "ends": pack.ends}
            yield Finding(name, f"{field}.starts ({stage.key})", "campaign_outside", facts)
    for number, target in enumerate(pack.targets):
        begins = pack.stage(target.stage)
        if begins is not None and not begins.starts <= target.by <= pack.ends:
            facts = {"starts": begins.starts, "ends": pack.ends}
            yield Finding(name, f"targets.{number}.by ({target.key})", "campaign_outside", facts)


def _lost(pack: CampaignPack, name: str) -> Wrong:
    for field, list_name, codes in _named(pack):
        try:
            known = code_list(list_name, pack.family)
        except UnknownCodeError:
            lost = list(codes)
        else:
            lost = [code for code in codes if code not in known]
        if lost:
            yield Finding(name, field, "not_in_list", {"names": ", ".join(lost), "list": list_name})


def _named(pack: CampaignPack) -> Iterator[tuple[str, str, Iterable[str]]]:
    yield "levels", "organ_levels", pack.levels
    yield "scope.categories", "categories", pack.scope.categories
    for number, each in enumerate(pack.source_classes):
        yield f"source_classes.{number}.sources ({each.key})", "sources", each.sources
    for number, reason in enumerate(pack.reasons):
        yield f"reasons.{number}.ends_with ({reason.key})", "verbs", reason.ends_with
    for number, duty in enumerate(pack.duties):
        yield f"duties.{number}.levels ({duty.key})", "organ_levels", duty.levels
    for number, filing in enumerate(pack.filings):
        yield f"filings.{number}.levels ({filing.key})", "organ_levels", filing.levels
    for number, summary in enumerate(pack.summaries):
        yield f"summaries.{number}.levels ({summary.key})", "organ_levels", summary.levels
    if pack.returns is not None:
        yield "returns.levels", "organ_levels", pack.returns.levels

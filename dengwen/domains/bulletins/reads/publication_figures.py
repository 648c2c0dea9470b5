"""Everything a publication says in figures, out of one frozen month and no other place (plan S67; facts 2.4)."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import duckdb
from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.snapshot_figures import month_days, opened, shares_in
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes, snapshot_named, snapshots
from dengwen.domains.bulletins.rules.comments import bounds, comment
from dengwen.domains.bulletins.rules.indicators import indicators, signals
from dengwen.domains.bulletins.rules.publication_kinds import Kind
from dengwen.domains.campaigns.models import Campaign, StageRun
from dengwen.foundation.rulebook.campaign_file import campaign_pack

Figures = dict[str, Any]
# The organs right below, in the order of the tree: their numbers hold all below them.
_BELOW = """
SELECT id, code, name, coalesce(nullif(name_en, ''), name) FROM organs
WHERE parent_id = ? AND level IN ('city', 'county', 'province', 'ministry') ORDER BY code, id
"""
_NAMED = "SELECT id, code, name, coalesce(nullif(name_en, ''), name) FROM organs WHERE id = ?"
_COUNTS = """
SELECT count(*) FILTER (WHERE received_on BETWEEN $start AND $last),
  count(*) FILTER (WHERE received_on <= $last AND (ended_on IS NULL OR ended_on > $last)),
  count(*) FILTER (WHERE decided_on BETWEEN $start AND $last),
  count(*) FILTER (WHERE close_basis = 'verified' AND closed_on BETWEEN $start AND $last),
  count(*) FILTER (WHERE close_basis = 'former_register' AND closed_on BETWEEN $start AND $last)
FROM matters t JOIN reach r ON r.organ = t.organ_id WHERE r.top = ?
"""
_HEADS = ("received", "open", "decided", "verified", "former")
_DEEDS = (
    "SELECT t.event, count(*) FROM deeds t JOIN reach r ON r.organ = t.organ_id WHERE r.top = ? GROUP BY 1"
)
_EVENTS = {
    "ordered": "begin_execution", "done": "carry_out_remedy", "dossiers": "hand_in_dossier",
    "returned": "return_dossier",
}  # fmt: skip
# Resolved is what a higher organ has verified, or what was merged into such a case (campaigns, ``resolved_by``).
_MEMBERS = """
SELECT count(*), count(*) FILTER (WHERE (m.close_basis = 'verified' AND m.closed_on <= $by)
  OR (x.close_basis = 'verified' AND x.closed_on <= $by))
FROM matters m JOIN reach r ON r.organ = m.organ_id AND r.top = $organ LEFT JOIN matters x ON x.id = m.merged_into_id
WHERE list_contains($members::bigint[], m.id)
"""


def snapshot_for(month: date, name: str = "") -> Snapshot:
    """Return the newest version of the frozen month, or the one that is named, if its files are what was signed.

    Raises ``publication.not_frozen``, ``publication.other_month``, ``publication.month_altered``,
    ``snapshot.unknown``.
    """
    label = f"{month:%Y-%m}"
    if name:
        found = snapshot_named(name)
        if found.month != label:
            raise Refusal("publication.other_month", name=name, month=label)
    else:
        there = [each for each in snapshots() if each.month == label]
        if not there:
            raise Refusal("publication.not_frozen", month=label)
        found = there[-1]
    if wrong := file_mistakes(found):
        raise Refusal("publication.month_altered", name=found.name, what=", ".join(wrong))
    return found


def figures_for(snapshot: Snapshot, *, kind: Kind, organ: int, campaign: Campaign | None) -> Figures:
    """Return the figures of ``organ`` with all below it, as JSON's types; the same snapshot gives the same.

    ``organs`` are those right below, in the order of the tree; nothing is ranked. ``comments`` stand in kinds that name
    organs.
    """
    wanted = (*indicators(), *signals())
    with opened(snapshot) as db:
        mine = _organ(db.execute(_NAMED, [organ]).fetchall(), organ)
        below = [_organ([row], row[0]) for row in db.execute(_BELOW, [organ]).fetchall()]
        counts = dict(zip(_HEADS, db.execute(_days(snapshot, _COUNTS), [organ]).fetchall()[0], strict=True))
        events = dict(db.execute(_DEEDS, [organ]).fetchall())
        targets = _targets(db, snapshot, organ, campaign) if campaign else []
        counted = shares_in(db, snapshot, wanted, [organ, *(each["id"] for each in below)])
    found: dict[int, dict[str, list[int]]] = {}
    for share in counted:
        found.setdefault(share.organ, {})[share.indicator] = [share.numerator, share.denominator]
    for each in below:
        each["shares"] = found.get(each["id"], {})
    return {
        "month": snapshot.month, "snapshot": snapshot.name, "organ": mine, "counts": counts,
        "shares": found.get(organ, {}), "organs": below, "targets": targets,
        "remedies": {name: int(events.get(event, 0)) for name, event in _EVENTS.items()},
        "comments": _comments(below) if kind.named else [],
    }  # fmt: skip


def _organ(rows: list[tuple[Any, ...]], organ: int) -> dict[str, Any]:
    if not rows:
        raise Refusal("figures.not_yours", organ=organ)
    pk, code, name, english = rows[0]
    return {"id": pk, "code": code or "", "zh": name, "en": english}


def _days(snapshot: Snapshot, query: str) -> str:
    start, last = month_days(snapshot)
    return query.replace("$start", f"DATE '{start}'").replace("$last", f"DATE '{last}'")


def _comments(below: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known, found = bounds(), []
    for each in below:
        said = comment({name: (part, whole) for name, (part, whole) in each["shares"].items()}, known)
        if said is not None:
            grounds = [asdict(ground) for ground in said.grounds]
            found.append({"organ": each["id"], "sense": said.sense, "grounds": grounds})
    return found


def _targets(
    db: duckdb.DuckDBPyConnection, snapshot: Snapshot, organ: int, campaign: Campaign
) -> list[dict[str, Any]]:
    """Return each target over the denominator that was fixed when its stage began, or over what was counted then."""
    until = datetime.fromisoformat(str(snapshot.manifest["as_of"]))
    runs = {run.stage: run for run in StageRun.objects.filter(campaign=campaign, entered_at__lt=until)}
    found = []
    for target in campaign_pack(campaign.pack).targets:
        run = runs.get(target.stage)
        members = _members(campaign.pk, run.entered_at if run else until)
        whole, done = db.execute(_MEMBERS, {"organ": organ, "members": members, "by": target.by}).fetchall()[
            0
        ]
        if run is not None and campaign.organ_id == organ:
            whole = run.denominator
        wanted = -(-whole * target.share // 100)
        found.append({
            "key": target.key, "zh": target.zh, "en": target.en, "by": target.by.isoformat(), "share": target.share,
            "fixed": run is not None, "denominator": whole, "resolved": done, "missing": max(0, wanted - done),
        })  # fmt: skip
    return found


def _members(campaign: int, until: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter FROM bulletins_in_scope(%s, %s)", [campaign, until])
        return [pk for (pk,) in cursor.fetchall()]


def differing(was: Figures, now: Figures) -> list[dict[str, Any]]:
    """Return every figure that differs between two publications: its path, what it was, and what it is."""
    before, after = dict(_flat(was)), dict(_flat(now))
    return [
        {"path": path, "was": before.get(path), "now": after.get(path)}
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]


def _flat(value: Any, path: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        items = [(key, each) for key, each in value.items() if key not in ("snapshot", "differences")]
        return [pair for key, each in items for pair in _flat(each, f"{path}/{key}")]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        names = [
            str(each.get("id") or each.get("organ") or each.get("key") or n) for n, each in enumerate(value)
        ]
        return [pair for key, each in zip(names, value, strict=True) for pair in _flat(each, f"{path}/{key}")]
    return [(path, value)]


def numbers_in(figures: Figures) -> frozenset[str]:
    """Return every number that the figures hold, and every percentage that follows, as people write them."""
    found: set[str] = set()
    for value in (each for _, each in _flat(figures)):
        if isinstance(value, int) and not isinstance(value, bool):
            found.add(str(value))
        if isinstance(value, list) and len(value) == 2 and all(isinstance(each, int) for each in value):
            found |= {str(each) for each in value}
            found |= {percent(*value)} if value[1] else set()
    for target in figures["targets"]:
        found.add(percent(target["resolved"], target["denominator"]))
    return frozenset(found | {each.removesuffix(".0") for each in found})


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal; of nothing there is none."""
    return f"{100 * part / whole:.1f}" if whole else "–"

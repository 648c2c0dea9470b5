"""Freeze a month: the cases as they stood at its end, signed, with their digest in the ledger."""

import hashlib
import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection, connections

from dengwen.base.canonical import canonical_json, plain
from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.as_it_stood import LAYOUT, copy_out
from dengwen.domains.bulletins.reads.parquet import differences, row_counts, write_parquet, writer
from dengwen.domains.bulletins.reads.snapshots import (
    EVENT,
    STREAM,
    Snapshot,
    folder_of,
    signing_key,
    snapshot_named,
    snapshots,
)
from dengwen.domains.bulletins.rules.frozen import Month, month_that_is_over
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

_BEYOND = """
SELECT EXISTS (SELECT 1 FROM cases_matter m WHERE NOT EXISTS (
  SELECT 1 FROM organs_organreach r WHERE r.top_id = %s AND r.organ_id = m.organ_id))
"""


def freeze_snapshot(*, month: date, actor: Actor, at: datetime, reason: str = "") -> Snapshot:
    """Freeze the month that holds the day ``month``; return the snapshot.

    A month that is frozen already gets a further version, which needs a ``reason`` and lists what differs; the
    earlier version stays (facts 2.3). Raises ``figures.month_to_come``, ``snapshot.month_runs``,
    ``snapshot.not_everything``, ``snapshot.reason_needed``, ``snapshot.no_difference``.
    """
    actor.require(Right.FREEZE_FIGURES)
    zone = settings.TIME_ZONE
    wanted = month_that_is_over(month, today=local_day(at, zone), zone=zone)
    with connections["owner"].cursor() as cursor:
        cursor.execute(_BEYOND, [actor.bureau])
        if cursor.fetchone()[0]:
            raise Refusal("snapshot.not_everything")
    home = folder_of("")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with acting(actor.post), tempfile.TemporaryDirectory(dir=home, prefix=".work-") as work:
        with connection.cursor() as cursor:  # two at once: one waits, and then finds the other's version
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dengwen.snapshots'))")
        return _freeze(wanted, Path(work), actor, at, reason.strip())


def _freeze(wanted: Month, work: Path, actor: Actor, at: datetime, reason: str) -> Snapshot:
    earlier = [each for each in snapshots() if each.month == wanted.label]
    if earlier and not reason:
        raise Refusal("snapshot.reason_needed", name=earlier[-1].name)
    raw, made = work / "raw", work / "made"
    raw.mkdir()
    made.mkdir()
    copy_out(wanted, raw, way="rows")
    files = write_parquet(raw, made)
    if earlier and files == earlier[-1].manifest["files"]:
        raise Refusal("snapshot.no_difference", name=earlier[-1].name)
    manifest: dict[str, object] = {
        "month": wanted.label, "version": len(earlier) + 1, "since": plain(wanted.since),
        "as_of": plain(wanted.until), "zone": settings.TIME_ZONE, "writer": writer(), "files": files,
        "rows": row_counts(made), "layout": LAYOUT, "reason": reason,
        "differences": differences(earlier[-1].folder, made) if earlier else [],
    }  # fmt: skip
    name = f"{wanted.label}.v{len(earlier) + 1}"
    _append(wanted, manifest, actor, at)
    # A folder of this name can only be left from a run that did not reach its commit: the ledger has no such version.
    shutil.rmtree(folder_of(name), ignore_errors=True)
    made.rename(folder_of(name))
    return snapshot_named(name)


def _append(wanted: Month, manifest: dict[str, object], actor: Actor, at: datetime) -> None:
    text, key = canonical_json(manifest).encode(), signing_key()
    payload: dict[str, object] = {
        "manifest": manifest,
        "sha256": hashlib.sha256(text).hexdigest(),
        "signature": key.sign(text).hex(),
        "public_key": key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
    }
    append_entries([NewEntry(STREAM, wanted.stream, EVENT, actor.post, at, payload)])

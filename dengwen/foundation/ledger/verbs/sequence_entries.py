"""Put the entries that were committed into the Merkle log, and sign what it holds now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from dengwen.base.canonical import plain
from dengwen.base.merkle import leaf_hash, node_hash, range_hash
from dengwen.base.receipts import HEAD, KEY, statement
from dengwen.foundation.ledger.models import LogKey, LogLeaf, LogNode, TreeHead
from dengwen.foundation.ledger.signing import SigningKey, add_signing_key, signing_keys

_LOCK = 0x4C4F47  # one sequencer at a time
MOST = 100_000
# No transaction of ours lasts that long: what is committed later was numbered after what was in the log by then.
SETTLED = timedelta(hours=1)


@dataclass
class Frontier:
    """The complete subtrees at the right edge of the tree, by level: all that is needed to let it grow."""

    size: int
    peaks: dict[int, bytes]

    def add(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf; return level, index and hash of the subtrees above it that became complete."""
        level, index, found, made = 0, self.size, leaf, []
        while index & 1:
            found = node_hash(self.peaks[level], found)
            level, index = level + 1, index >> 1
            made.append((level, index, found))
        self.peaks[level] = found
        self.size += 1
        return made

    def root(self) -> bytes:
        """Return the root over all leaves."""
        return range_hash(0, self.size, lambda level, _: self.peaks[level])


def sequence_entries(*, at: datetime, whole: bool = False) -> int:
    """Add what waits to the log, at most ``MOST`` entries, sign the new head, and return how many were added.

    ``whole`` looks through the entire ledger and not only at what may have been committed since the last settled
    head. Where another sequencer is at work nothing is done. Source: RFC 9162, 2.1.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
            if not cursor.fetchone()[0]:
                return 0
        keys = _recorded(signing_keys(), at)
        settled = None if whole else TreeHead.objects.filter(at__lt=at - SETTLED).order_by("-size").first()
        waiting = _waiting(settled.through if settled else 0)
        if waiting:
            _grow(waiting, keys[-1], at)
        return len(waiting)


def sequence_all(*, clock: Callable[[], datetime], whole: bool = False) -> int:
    """Add what waits, batch by batch, and return how many entries were added.

    What comes in meanwhile waits for the next time: under load there would be a signed head for every few entries and
    no end. ``clock`` gives the instant of each batch.
    """
    added = last = sequence_entries(at=clock(), whole=whole)
    while last >= MOST:
        last = sequence_entries(at=clock(), whole=whole)
        added += last
    return added


def rotate_key(*, at: datetime) -> str:
    """Make a new signing key, vouched for by the one that signed until now; return its id. Old receipts stay valid."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        _recorded(signing_keys(), at)
        fresh = add_signing_key()
        _recorded(signing_keys(), at)
        return fresh.id


def _waiting(floor: int) -> list[tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, hash FROM dengwen_unlogged(%s) LIMIT %s", [floor, MOST])
        return [(entry, bytes(digest)) for entry, digest in cursor.fetchall()]


def _recorded(keys: list[SigningKey], at: datetime) -> list[SigningKey]:
    """Write down the keys that are not in the log yet, each signed by the one before it, the first by itself."""
    known = set(LogKey.objects.values_list("key_id", flat=True))
    for before, key in zip([keys[0], *keys], keys, strict=False):
        if key.id in known:
            continue
        said = statement(KEY, {"key": key.id, "public": key.public.hex(), "since": plain(at)})
        LogKey.objects.create(
            key_id=key.id, public=key.public, since=at, signed_by=before.id, signature=before.sign(said)
        )
    return keys


def _grow(waiting: Sequence[tuple[int, bytes]], key: SigningKey, at: datetime) -> None:
    last = TreeHead.objects.order_by("-size").first()
    frontier = _frontier(last.size if last else 0)
    leaves, nodes = [], []
    for entry, digest in waiting:
        leaf = leaf_hash(digest)
        leaves.append((frontier.size, entry, leaf))
        nodes += frontier.add(leaf)
    _copy("ledger_logleaf (index, entry, hash)", leaves)
    _copy("ledger_lognode (level, index, hash)", nodes)
    through = max([last.through if last else 0, *(entry for entry, _ in waiting)])
    root = frontier.root()
    said = statement(HEAD, {"size": frontier.size, "root": root.hex(), "at": plain(at), "key": key.id})
    TreeHead.objects.create(
        size=frontier.size, root=root, at=at, key_id=key.id, signature=key.sign(said), through=through
    )


def _frontier(size: int) -> Frontier:
    """Read the complete subtrees at the right edge of the tree of ``size`` leaves."""
    peaks: dict[int, bytes] = {}
    for level in range(size.bit_length()):
        if size >> level & 1:
            index = (size >> level) - 1
            if level:
                row: LogLeaf | LogNode = LogNode.objects.get(level=level, index=index)
            else:
                row = LogLeaf.objects.get(index=index)
            peaks[level] = bytes(row.hash)
    return Frontier(size, peaks)


def _copy(into: str, rows: Sequence[tuple[object, ...]]) -> None:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)

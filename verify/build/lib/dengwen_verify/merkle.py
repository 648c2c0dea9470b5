"""The Merkle tree of RFC 6962 and 9162: hashes, proofs and their checks, in plain Python.

``dengwen-verify`` carries this very file, so it imports nothing but the standard library. A tree is a list of leaf
hashes; ``Subtree`` is whatever can say the hash of a complete subtree (a list in a test, a table in the database).
"""

import hashlib
from collections.abc import Callable, Sequence

EMPTY = hashlib.sha256(b"").digest()
# (level, index) -> hash of the complete subtree over the leaves [index * 2**level, (index + 1) * 2**level)
Subtree = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf that holds ``data`` (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


def range_hash(begin: int, end: int, subtree: Subtree) -> bytes:
    """Return the hash over the leaves [begin, end); ``begin`` is a multiple of a power of two not under the length."""
    size = end - begin
    if size == 0:
        return EMPTY
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return subtree(level, begin >> level)
    half = 1 << (size - 1).bit_length() - 1
    return node_hash(range_hash(begin, begin + half, subtree), range_hash(begin + half, end, subtree))


def inclusion_path(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Return the audit path of the leaf at ``index`` in the tree of ``size`` leaves (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    return _path(index, 0, size, subtree)


def _path(index: int, begin: int, end: int, subtree: Subtree) -> list[bytes]:
    if end - begin == 1:
        return []
    middle = begin + (1 << (end - begin - 1).bit_length() - 1)
    if index < middle:
        return [*_path(index, begin, middle, subtree), range_hash(middle, end, subtree)]
    return [*_path(index, middle, end, subtree), range_hash(begin, middle, subtree)]


def consistency_path(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Return the proof that the tree of ``old`` leaves begins the tree of ``new`` leaves (RFC 6962, 2.1.2)."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {old} leaves does not begin one of {new}")
    return _proof(old, 0, new, subtree, whole=True)


def _proof(old: int, begin: int, end: int, subtree: Subtree, *, whole: bool) -> list[bytes]:
    size = end - begin
    if old == size:
        return [] if whole else [range_hash(begin, end, subtree)]
    half = 1 << (size - 1).bit_length() - 1
    middle = begin + half
    if old <= half:
        return [*_proof(old, begin, middle, subtree, whole=whole), range_hash(middle, end, subtree)]
    return [
        *_proof(old - half, middle, end, subtree, whole=False), range_hash(begin, middle, subtree),
    ]  # fmt: skip


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether the path proves that the leaf stands at ``index`` in the tree with that root (RFC 9162, 2.1.3)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def begins(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Say whether the path proves that the older tree begins the newer one (RFC 9162, 2.1.4)."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    found_old = found_new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            found_old, found_new = node_hash(step, found_old), node_hash(step, found_new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found_new = node_hash(found_new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found_old == old_root and found_new == new_root

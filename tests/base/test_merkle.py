"""The tree against a naive one, against the published vectors, and against whoever bends a proof."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.merkle import (
    EMPTY,
    begins,
    consistency_path,
    includes,
    inclusion_path,
    leaf_hash,
    node_hash,
    range_hash,
)

# The inputs and roots of the Certificate Transparency reference tests.
VECTORS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def naive(leaves: list[bytes]) -> bytes:
    """Return the root by the definition alone."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(naive(leaves[:half]), naive(leaves[half:]))


class Stored:
    """Leaves whose complete subtrees can be asked for; refuses what is not complete."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves

    def __call__(self, level: int, index: int) -> bytes:
        part = self.leaves[index << level : (index + 1) << level]
        assert len(part) == 1 << level, "only complete subtrees are kept"
        return naive(part)


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def test_the_published_roots() -> None:
    leaves = [leaf_hash(bytes.fromhex(text)) for text in VECTORS]
    for size, root in enumerate(ROOTS, start=1):
        assert range_hash(0, size, Stored(leaves)).hex() == root


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_leaf_is_proved_and_no_other_place(case: tuple[int, int]) -> None:
    size, index = case
    leaves = leaves_of(size)
    root, path = naive(leaves), inclusion_path(index, size, Stored(leaves))
    assert includes(leaves[index], index, size, path, root)
    assert not any(
        includes(leaves[index], other, size, path, root) for other in range(size) if other != index
    )
    assert not includes(leaf_hash(b"forged"), index, size, path, root)
    assert not includes(leaves[index], index, size, [*path, EMPTY], root)
    if path:
        assert not includes(leaves[index], index, size, path[:-1], root)


@given(
    st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))),
    st.integers(0, 69),
)
def test_the_older_tree_begins_the_newer_unless_a_leaf_was_changed(
    case: tuple[int, int], changed: int
) -> None:
    new, old = case
    leaves = leaves_of(new)
    path = consistency_path(old, new, Stored(leaves))
    old_root, root = naive(leaves[:old]), naive(leaves)
    assert begins(old, old_root, new, root, path)
    bent = list(leaves)
    bent[changed % new] = leaf_hash(b"bent")
    if changed % new < old:
        assert not begins(old, old_root, new, naive(bent), consistency_path(old, new, Stored(bent)))
    if old < new:
        assert not begins(old, old_root, new, root, path[:-1])
        assert not begins(old, naive(bent[:old]) if changed % new < old else EMPTY, new, root, path)


def test_what_is_not_in_the_tree_has_no_proof() -> None:
    stored = Stored(leaves_of(5))
    with pytest.raises(ValueError, match="is not in a tree of 5"):
        inclusion_path(5, 5, stored)
    with pytest.raises(ValueError, match="does not begin"):
        consistency_path(6, 5, stored)
    assert not includes(stored.leaves[0], 5, 5, [], EMPTY)
    assert range_hash(0, 0, stored) == EMPTY

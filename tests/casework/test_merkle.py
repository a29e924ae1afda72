# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree against the definitions of RFC 9162, section 2.1, written out as they stand there."""

import hashlib
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import AuditBroken
from casework.merkle import (
    EMPTY_ROOT,
    GrowingTree,
    Node,
    check_consistency,
    check_inclusion,
    hash_leaf,
    hash_pair,
    last_leaf,
    nodes_asked,
    peaks_of,
    prove_consistency,
    prove_inclusion,
    root_of,
)

LEAVES = st.lists(st.binary(max_size=4), min_size=1, max_size=70)
# Roots of the eight leaves of the test vectors of the Certificate Transparency projects.
VECTOR = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
VECTOR_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def mth(leaves: Sequence[bytes]) -> bytes:
    """MTH as RFC 9162, 2.1.1 writes it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hash_leaf(leaves[0])
    k = split(len(leaves))
    return hash_pair(mth(leaves[:k]), mth(leaves[k:]))


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH as RFC 9162, 2.1.3.1 writes it."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF as RFC 9162, 2.1.4.1 writes it."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def reader(leaves: Sequence[bytes]) -> Callable[[Node], bytes]:
    return lambda node: mth(leaves[node.place << node.level : (node.place + 1) << node.level])


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_the_one_the_rfc_defines(leaves: list[bytes]) -> None:
    assert root_of(leaves) == mth(leaves)


def test_the_root_of_the_published_vector_comes_out() -> None:
    assert root_of(VECTOR).hex() == VECTOR_ROOT
    assert root_of([]) == EMPTY_ROOT


@given(LEAVES, st.data())
def test_an_inclusion_proof_is_the_rfcs_and_is_believed(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = prove_inclusion(index, len(leaves), reader(leaves))
    assert proof == path(index, leaves)
    assert check_inclusion(leaves[index], index, len(leaves), proof, mth(leaves))


@given(LEAVES, st.data())
def test_a_consistency_proof_is_the_rfcs_and_is_believed(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    proof = prove_consistency(old, len(leaves), reader(leaves))
    assert proof == subproof(old, leaves, True)
    assert check_consistency(old, mth(leaves[:old]), len(leaves), mth(leaves), proof)


@given(st.lists(st.binary(max_size=4), min_size=2, max_size=70, unique=True), st.data())
def test_no_other_leaf_place_or_root_passes_with_a_proof(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.integers(0, len(leaves) - 1).filter(lambda one: one != index))
    proof, root, size = path(index, leaves), mth(leaves), len(leaves)
    assert not check_inclusion(leaves[other], index, size, proof, root)
    assert not check_inclusion(leaves[index], other, size, proof, root)
    assert not check_inclusion(leaves[index], index, size, proof, mth([*leaves[::-1], b"more"]))
    assert not check_inclusion(leaves[index], index, size, [*proof, root], root)


@given(LEAVES, LEAVES, st.data())
def test_a_log_that_was_rewritten_has_no_consistency_proof(
    leaves: list[bytes], others: list[bytes], data: st.DataObject
) -> None:
    kept, new = leaves, [*others, *leaves]
    old = data.draw(st.integers(1, len(kept)))
    if mth(new[:old]) == mth(kept[:old]):
        return
    proof = prove_consistency(old, len(new), reader(new))
    assert not check_consistency(old, mth(kept[:old]), len(new), mth(new), proof)
    assert not check_consistency(len(new), mth(new), old, mth(new[:old]), proof)


@given(LEAVES)
def test_a_tree_goes_on_from_its_whole_subtrees(leaves: list[bytes]) -> None:
    half = len(leaves) // 2
    peaks = [reader(leaves)(one) for one in peaks_of(half)]
    tree = GrowingTree(half, peaks)
    for leaf in leaves[half:]:
        tree.append(leaf)
    assert (tree.size, tree.root()) == (len(leaves), mth(leaves))


@given(LEAVES)
def test_the_nodes_a_leaf_makes_whole_are_the_ones_named_by_it(leaves: list[bytes]) -> None:
    tree = GrowingTree()
    for place, leaf in enumerate(leaves):
        for level, made in enumerate(tree.append(leaf)):
            node = Node(level, place >> level)
            assert last_leaf(node) == place
            assert made == reader(leaves)(node)


@given(st.integers(1, 10**7), st.data())
def test_a_proof_reads_few_nodes(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    asked = nodes_asked(lambda read: prove_consistency(old, size, read))
    assert len(asked) <= 2 * size.bit_length() ** 2


def test_a_proof_of_nothing_is_refused() -> None:
    for old, new in ((0, 3), (4, 3)):
        with pytest.raises(AuditBroken):
            prove_consistency(old, new, reader([]))
    with pytest.raises(AuditBroken):
        prove_inclusion(3, 3, reader([]))
    with pytest.raises(AuditBroken):
        GrowingTree(3, [b"one"])
    assert check_consistency(0, EMPTY_ROOT, 3, mth([b"a", b"b", b"c"]), [])
    assert not check_inclusion(b"a", 1, 1, [], mth([b"a"]))

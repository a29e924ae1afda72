# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Merkle tree of RFC 9162 (section 2.1), with SHA-256: a log that can only grow.

A tree of n leaves is told by one hash. Whoever kept such a hash can be shown, in a few dozen
hashes, that a leaf is in the tree (inclusion) and that a larger tree begins with all of the smaller
one (consistency).

Invariants: a leaf and an inner node never have the same hash (prefix 0x00 and 0x01). A whole
subtree is named by its level and place: it covers the leaves place × 2^level up to the next one's
first; such nodes never change when the tree grows, so they may be kept.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from casework.errors import AuditBroken

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32


class Node(NamedTuple):
    """Names a whole subtree."""

    level: int
    place: int


ReadNode = Callable[[Node], bytes]


def hash_leaf(content: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def hash_pair(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """A tree that is appended to, known by its whole subtrees from the left (at most 64 hashes).

    Args:
        size: how many leaves it has.
        peaks: hashes of its whole subtrees, the largest first; see `peaks_of`.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if len(peaks) != size.bit_count():
            raise AuditBroken(f"A tree of {size} leaves is not told by {len(peaks)} hashes.")
        self.size = size
        self._peaks = list(peaks)

    def append(self, content: bytes) -> list[bytes]:
        """Add a leaf; returns its hash and those of every subtree that it made whole, upwards."""
        peaks, size = self._peaks, self.size
        grown = hash_leaf(content)
        made = [grown]
        while size & 1:
            grown = hash_pair(peaks.pop(), grown)
            made.append(grown)
            size >>= 1
        peaks.append(grown)
        self.size += 1
        return made

    def extend(self, contents: Iterable[bytes]) -> None:
        """Add many leaves where nobody keeps the nodes."""
        peaks, size, sha256 = self._peaks, self.size, hashlib.sha256
        for content in contents:
            grown = sha256(b"\x00" + content).digest()
            below = size
            while below & 1:
                grown = sha256(b"\x01" + peaks.pop() + grown).digest()
                below >>= 1
            peaks.append(grown)
            size += 1
            self.size = size

    def root(self) -> bytes:
        """The hash that tells the whole tree."""
        if not self._peaks:
            return EMPTY_ROOT
        *others, root = self._peaks
        for peak in reversed(others):
            root = hash_pair(peak, root)
        return root


def peaks_of(size: int) -> list[Node]:
    """The whole subtrees a tree of this size consists of, the largest first."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append(Node(level, start >> level))
            start += 1 << level
    return found


def last_leaf(node: Node) -> int:
    """The leaf that makes this subtree whole."""
    return ((node.place + 1) << node.level) - 1


def root_of(contents: Iterable[bytes]) -> bytes:
    """MTH(D) of RFC 9162 for leaves given as content."""
    tree = GrowingTree()
    tree.extend(contents)
    return tree.root()


def prove_inclusion(index: int, size: int, read: ReadNode) -> list[bytes]:
    """PATH(m, D[n]): that leaf `index` is in the tree of `size` leaves (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise AuditBroken(f"A tree of {size} leaves has no leaf {index}.")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_hash_range(middle, end, read))
            end = middle
        else:
            path.append(_hash_range(start, middle, read))
            start = middle
    return path[::-1]


def prove_consistency(old: int, new: int, read: ReadNode) -> list[bytes]:
    """PROOF(m, D[n]): that the tree of `new` leaves begins with that of `old` (2.1.4.1)."""
    if not 0 < old <= new:
        raise AuditBroken(f"A tree of {new} leaves cannot begin with one of {old}.")
    proof: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_hash_range(middle, end, read))
            end = middle
        else:
            proof.append(_hash_range(start, middle, read))
            start, whole = middle, False
    if not whole:
        proof.append(_hash_range(start, end, read))
    return proof[::-1]


def check_inclusion(
    content: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Whether a path shows a leaf to be in a tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, hash_leaf(content)
    for beside in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = hash_pair(beside, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = hash_pair(found, beside)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def check_consistency(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether a proof shows a tree to begin with all of an older one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if old > new or not steps or (len(steps) == 1 and not proof):
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = steps[0]
    for beside in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = hash_pair(beside, first), hash_pair(beside, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = hash_pair(second, beside)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def nodes_asked(prove: Callable[[ReadNode], object]) -> list[Node]:
    """Which nodes a proof reads, so that they can be fetched at once."""
    asked: list[Node] = []

    def note(node: Node) -> bytes:
        asked.append(node)
        return bytes(HASH_BYTES)

    prove(note)
    return asked


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _hash_range(start: int, end: int, read: ReadNode) -> bytes:
    """MTH of the leaves from `start`, where a subtree of this size may begin, up to `end`."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return read(Node(level, start >> level))
    middle = start + _split(size)
    return hash_pair(_hash_range(start, middle, read), _hash_range(middle, end, read))

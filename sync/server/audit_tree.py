# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's one tree over everything that was logged (casework.merkle), kept in the database.

Invariants:
- Leaves are numbered 0, 1, 2 … without gaps, in the order in which they were written; whoever adds
  one holds the tree until their transaction ends.
- The row of a leaf holds its hash and those of all subtrees that it made whole, upwards; a node of
  level l and place p therefore lies in the row of leaf (p + 1) × 2^l − 1.
- Rows are only added.
"""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from casework.ids import CountyId
from casework.merkle import (
    HASH_BYTES,
    GrowingTree,
    Node,
    ReadNode,
    last_leaf,
    nodes_asked,
    peaks_of,
    prove_consistency,
    prove_inclusion,
)
from sync.server.arrays import Blobs, Numbers
from sync.server.driver import ask_driver
from sync.wire.audit import SignedTreeHead, TreeHead, sign_tree_head
from sync.wire.signatures import encode_public_key

_APPEND = """
INSERT INTO audit_tree (county, position, nodes)
SELECT %(county)s, * FROM unnest(%(positions)s, %(nodes)s)
"""
_HOLD = """
SELECT pg_advisory_xact_lock(hashtextextended('fieldfare audit ' || %(county)s::text, 0))
"""
_STATE = """
INSERT INTO audit_head (county, size, signing_key, root, statement)
VALUES (%(county)s, %(size)s, %(signing_key)s, %(root)s, %(statement)b)
ON CONFLICT DO NOTHING RETURNING size
"""
_STATED = """
SELECT statement FROM audit_head
WHERE county = %(county)s AND size = %(size)s AND signing_key = %(signing_key)s
"""
_LAST = "SELECT max(position) FROM audit_tree WHERE county = %(county)s"
_NODES = """
SELECT position, nodes FROM audit_tree WHERE county = %(county)s AND position = ANY (%(positions)s)
"""


def hold_tree(connection: Connection, county_id: CountyId) -> GrowingTree:
    """The tree as it stands, held until the transaction ends."""
    ask_driver(connection, _HOLD, {"county": county_id})
    return read_tree(connection, county_id)


def read_tree(connection: Connection, county_id: CountyId) -> GrowingTree:
    """The tree as it stands."""
    [(last,)] = ask_driver(connection, _LAST, {"county": county_id})
    size = 0 if last is None else int(last) + 1
    peaks = peaks_of(size)
    held = _read_nodes(connection, county_id, peaks)
    return GrowingTree(size, [held[one] for one in peaks])


def append_leaves(
    connection: Connection, county_id: CountyId, tree: GrowingTree, contents: Sequence[bytes]
) -> range:
    """Add leaves to a tree that is held; the positions they got."""
    first = tree.size
    nodes = [b"".join(tree.append(content)) for content in contents]
    positions = range(first, tree.size)
    if nodes:
        told = {
            "county": county_id,
            "positions": Numbers.of(positions),
            "nodes": Blobs.of(nodes),
        }
        ask_driver(connection, _APPEND, told)
    return positions


def state_head(connection: Connection, head: TreeHead, key: Ed25519PrivateKey) -> SignedTreeHead:
    """The county's word on a tree; the same word for everyone who asks at this size."""
    public = encode_public_key(key.public_key())
    signed = sign_tree_head(head, key)
    row: dict[str, object] = {
        "county": head.county,
        "size": head.size,
        "signing_key": public,
        "root": head.root,
        "statement": signed.model_dump_json().encode(),
    }
    if ask_driver(connection, _STATE, row):
        return signed
    [(kept,)] = ask_driver(connection, _STATED, row)
    return SignedTreeHead.model_validate_json(kept)


def show_inclusion(
    connection: Connection, county_id: CountyId, position: int, size: int
) -> tuple[str, ...]:
    """That a leaf is in the tree, in hex."""

    def prove(read: ReadNode) -> list[bytes]:
        return prove_inclusion(position, size, read)

    held = _read_nodes(connection, county_id, nodes_asked(prove))
    return tuple(one.hex() for one in prove(held.__getitem__))


def show_consistency(
    connection: Connection, county_id: CountyId, old: int, size: int
) -> tuple[str, ...]:
    """That the tree begins with the one of an older size, in hex; nothing where it cannot."""
    if not 0 < old < size:
        return ()

    def prove(read: ReadNode) -> list[bytes]:
        return prove_consistency(old, size, read)

    held = _read_nodes(connection, county_id, nodes_asked(prove))
    return tuple(one.hex() for one in prove(held.__getitem__))


def _read_nodes(
    connection: Connection, county_id: CountyId, nodes: Sequence[Node]
) -> dict[Node, bytes]:
    if not nodes:
        return {}
    asked = Numbers.of(sorted({last_leaf(one) for one in nodes}))
    rows = ask_driver(connection, _NODES, {"county": county_id, "positions": asked})
    held: dict[int, bytes] = dict(rows)
    return {
        one: held[last_leaf(one)][one.level * HASH_BYTES : (one.level + 1) * HASH_BYTES]
        for one in nodes
    }

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the county's log is what was written: every chain, the whole tree, every signed head.

Nothing kept beside the lines is believed: leaves, nodes and roots are worked out anew from what
each line says, and compared. The database joins the lines of a block into one text, so that a
million take seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from casework.audit import walk_chains
from casework.errors import AuditBroken
from casework.ids import CountyId
from casework.merkle import GrowingTree
from sync.server.audit import Actor, hash_act
from sync.server.succession import list_successions
from sync.server.tables import audit, audit_head, audit_tree, county
from sync.wire.audit import SignedTreeHead
from sync.wire.errors import SignatureInvalid

BLOCK = 1 << 16

_LINES = text(
    "SELECT string_agg(concat_ws(E'\\t', number, stamp, device, person, hat, event, case_id,"
    " record, outcome, previous) || E'\\n', '' ORDER BY position) FROM audit_entry"
    " WHERE county = :county AND position >= :start AND position < :end"
)
_NODES = text(
    "SELECT string_agg(nodes, ''::bytea ORDER BY position) FROM audit_tree"
    " WHERE county = :county AND position >= :start AND position < :end"
)


class AuditCheck(NamedTuple):
    """A log that holds, in figures.

    Attributes:
        entries: of laptops; `acts`: of administrators.
        heads: signed heads of the tree that were checked.
        set_aside: entries that did not fit and lie in quarantine.
        root: of the whole tree, in hex.
    """

    entries: int
    acts: int
    laptops: int
    heads: int
    set_aside: int
    root: str


@dataclass(frozen=True)
class _Head:
    """A signed head by what its row says."""

    size: int
    root: str
    signing_key: str
    statement: bytes

    def check(self, root: str, county_id: CountyId, keys: set[str]) -> None:
        """Compare with the root worked out anew."""
        told = f"The county's signed head of {self.size} entries"
        if self.root != root:
            raise AuditBroken(f"{told} has another root: an entry up to there was altered.")
        if self.signing_key not in keys:
            raise AuditBroken(f"{told} is signed with a key that was never the county's.")
        try:
            signed = SignedTreeHead.model_validate_json(self.statement)
            signed.verify(self.signing_key)
        except (ValueError, SignatureInvalid) as error:
            raise AuditBroken(f"{told} is not genuine.") from error
        said = signed.said
        if (said.county, said.size, said.root) != (county_id, self.size, root):
            raise AuditBroken(f"{told} says another thing than its row.")


def check_audit(connection: Connection, county_id: CountyId) -> AuditCheck:
    """Check everything that was logged when this began; a log in use may grow meanwhile.

    Args:
        connection: one that administers.

    Raises:
        AuditBroken: something does not hold; says where.
    """
    heads = _read_heads(connection, county_id)
    keys = _read_keys(connection, county_id)
    size = _count(connection, county_id)
    acts = _hash_acts(connection, county_id, size)
    chains = walk_chains(_read_lines(connection, county_id, size))
    tree = GrowingTree()
    for start in range(0, size, BLOCK):
        made, reached = [], []
        for position in range(start, min(start + BLOCK, size)):
            made.append(b"".join(tree.append(_leaf_at(position, acts, chains))))
            if position + 1 in heads:
                reached.append((heads.pop(position + 1), tree.root().hex()))
        # First what tells the very leaf, then what only tells that something before it is wrong.
        _compare_nodes(_read_block(connection, county_id, start, size), made, start)
        for stated, root in reached:
            for head in stated:
                head.check(root, county_id, keys)
    if next(chains, None) is not None:
        raise AuditBroken("The log holds more entries than its tree has leaves.")
    if any(heads):
        raise AuditBroken(
            f"The county signed a log of {max(heads)} entries, and only {size} are there."
        )
    return _sum_up(connection, county_id, tree, acts)


def _leaf_at(position: int, acts: dict[int, bytes], chains: Iterator[bytes]) -> bytes:
    act = acts.get(position)
    leaf = act if act is not None else next(chains, None)
    if leaf is None:
        raise AuditBroken(f"The log ends before leaf {position} of its tree: an entry is missing.")
    return leaf


def _compare_nodes(held: bytes, made: list[bytes], start: int) -> None:
    if held == b"".join(made):
        return
    place = 0
    for position, one in enumerate(made, start):
        if held[place : place + len(one)] != one:
            raise AuditBroken(
                f"Leaf {position} of the tree is not what the log says there: an entry was "
                "altered, taken out or put in."
            )
        place += len(one)
    raise AuditBroken(f"The tree holds more than its leaves from {start} on make.")


def _read_lines(connection: Connection, county_id: CountyId, size: int) -> Iterator[bytes]:
    for start in range(0, size, BLOCK):
        span = {"county": county_id, "start": start, "end": min(start + BLOCK, size)}
        joined = connection.execute(_LINES, span).scalar()
        yield from (joined or "").encode().splitlines(keepends=True)


def _read_block(connection: Connection, county_id: CountyId, start: int, size: int) -> bytes:
    span = {"county": county_id, "start": start, "end": min(start + BLOCK, size)}
    return bytes(connection.execute(_NODES, span).scalar() or b"")


def _read_heads(connection: Connection, county_id: CountyId) -> dict[int, list[_Head]]:
    columns = audit_head.c
    rows = connection.execute(
        select(columns.size, columns.root, columns.signing_key, columns.statement).where(
            columns.county == county_id, columns.size > 0
        )
    )
    heads: dict[int, list[_Head]] = {}
    for row in rows:
        heads.setdefault(row.size, []).append(_Head(*row))
    return heads


def _read_keys(connection: Connection, county_id: CountyId) -> set[str]:
    keys = {one.succession.old_key for one in list_successions(connection, county_id)}
    named = select(county.c.signing_key).where(county.c.county == county_id)
    return keys | {connection.execute(named).scalar() or ""}


def _count(connection: Connection, county_id: CountyId) -> int:
    query = select(func.max(audit_tree.c.position)).where(audit_tree.c.county == county_id)
    last = connection.execute(query).scalar()
    return 0 if last is None else int(last) + 1


def _hash_acts(connection: Connection, county_id: CountyId, size: int) -> dict[int, bytes]:
    rows = connection.execute(
        select(audit).where(audit.c.county == county_id, audit.c.position < size)
    )
    return {
        row.position: hash_act(Actor(row.actor, row.at, row.id), row.act, row.subject, row.detail)
        for row in rows
    }


def _sum_up(
    connection: Connection, county_id: CountyId, tree: GrowingTree, acts: dict[int, bytes]
) -> AuditCheck:
    def count(query: str) -> int:
        return int(connection.execute(text(query), {"county": county_id}).scalar_one())

    return AuditCheck(
        entries=tree.size - len(acts),
        acts=len(acts),
        laptops=count("SELECT count(DISTINCT device) FROM audit_entry WHERE county = :county"),
        heads=count("SELECT count(*) FROM audit_head WHERE county = :county"),
        set_aside=count("SELECT count(*) FROM audit_quarantine WHERE county = :county"),
        root=tree.root().hex(),
    )

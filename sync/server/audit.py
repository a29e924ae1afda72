# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who did what on the county's server; lines are only ever added, each a leaf of the tree."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from casework.ids import CountyId
from sync.server.audit_tree import append_leaves, hold_tree
from sync.server.tables import audit


@dataclass(frozen=True)
class Actor:
    """Who acts and when; `line` is the new id of the audit's line."""

    name: str
    at: datetime
    line: str


def note_act(
    connection: Connection, county_id: CountyId, actor: Actor, act: str, subject: str, detail: str
) -> None:
    """Write one line in the transaction of what was done."""
    leaf = hash_act(actor, act, subject, detail)
    (position,) = append_leaves(connection, county_id, hold_tree(connection, county_id), [leaf])
    connection.execute(
        insert(audit).values(
            county=county_id,
            id=actor.line,
            at=actor.at,
            actor=actor.name,
            act=act,
            subject=subject,
            detail=detail,
            position=position,
        )
    )


def hash_act(actor: Actor, act: str, subject: str, detail: str) -> bytes:
    """SHA-256 of an act as a JSON array: what its leaf holds. No line of a laptop's log is one."""
    at = actor.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [actor.line, at, actor.name, act, subject, detail]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()

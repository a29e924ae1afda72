# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who did what on the county's server; lines are only ever added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from casework.ids import CountyId
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
    connection.execute(
        insert(audit).values(
            county=county_id,
            id=actor.line,
            at=actor.at,
            actor=actor.name,
            act=act,
            subject=subject,
            detail=detail,
        )
    )

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The monitoring of the index's use that WIC 18961.5 asks for; lines are only ever added."""

from collections.abc import Iterable

from casework.index_rules import UseKind
from sync.server.content_seals import device_key, open_seals
from sync.server.index_standing import Asking
from sync.server.index_tables import index_use


def note_use(
    asking: Asking,
    kind: UseKind,
    content: bytes,
    *,
    asked_by: Iterable[str] = (),
    found: int = 0,
    refused: bool = False,
    own_case: bool = False,
) -> None:
    """Write one line of the monitoring; what was asked is sealed under the laptop's key."""
    seals, key = open_seals(asking.connection, asking.county), device_key(asking.device)
    seals.prepare([key])
    line = asking.new_id()
    asking.connection.execute(
        index_use.insert().values(
            county=asking.county,
            id=line,
            hat=asking.hat.id,
            device=asking.device,
            at=asking.now,
            kind=kind.value,
            asked_by=list(asked_by),
            found=found,
            refused=refused,
            own_case=own_case,
            content=seals.seal(key, content, "index_use", line),
        )
    )

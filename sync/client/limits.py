# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a laptop waits and how much it sends at once, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClientLimits:
    """Bounds of the laptop's side.

    Attributes:
        connect_seconds, read_seconds: before the county counts as unreachable.
        push_operations: operations in one request.
        page_records: feed entries asked for at once.
        pages: in one sync; more means the county never says it is done.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    push_operations: int = 200
    page_records: int = 1000
    pages: int = 10_000


LIMITS = ClientLimits()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large a message may be, in one place."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class WireLimits:
    """Bounds of the wire.

    Attributes:
        packed_bytes: a body as it travels.
        unpacked_bytes: a body after unpacking; stops decompression bombs.
        clock_skew: how far two clocks may differ.
    """

    packed_bytes: int = 8_000_000
    unpacked_bytes: int = 64_000_000
    clock_skew: timedelta = timedelta(minutes=5)


LIMITS = WireLimits()

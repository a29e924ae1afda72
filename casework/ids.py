# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typed identifiers.

Every id is the canonical lower-case text of a UUID; new ones are version 7 (RFC 9562 section
5.7), so they sort by the time of their making. The source of time and randomness is passed in.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NewType
from uuid import UUID

from casework.clock import to_milliseconds

AgencyId = NewType("AgencyId", str)
CaseId = NewType("CaseId", str)
CountyId = NewType("CountyId", str)
DeviceId = NewType("DeviceId", str)
DraftId = NewType("DraftId", str)
HatId = NewType("HatId", str)
OperationId = NewType("OperationId", str)
PersonId = NewType("PersonId", str)
RecordId = NewType("RecordId", str)

NewId = Callable[[], str]


def make_uuid7(moment: datetime, random_bytes: bytes) -> str:
    """A version 7 UUID from a moment and at least ten random bytes (RFC 9562 section 5.7)."""
    if len(random_bytes) < 10:
        raise ValueError("a version 7 id needs ten random bytes")
    raw = bytearray(to_milliseconds(moment).to_bytes(6, "big") + random_bytes[:10])
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return str(UUID(bytes=bytes(raw)))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A screening under way, as the invented county remembers it."""

from dataclasses import dataclass, field
from datetime import datetime

from pydantic import JsonValue

from casework.ids import CaseId


@dataclass
class FakeDraft:
    case: CaseId
    language: str
    page: int = 0
    answers: dict[str, JsonValue] = field(default_factory=dict)
    saved_at: datetime | None = None

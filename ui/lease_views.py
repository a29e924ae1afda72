# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the screens see this laptop's authorization; like `ui.views`, complete when it arrives."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LeaseStage(StrEnum):
    """How urgent a new authorization is."""

    CALM = "calm"
    HALF_OVER = "half over"
    LAST_DAY = "last day"
    LAST_HOURS = "last hours"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class LeaseView:
    """How long this laptop may show what it holds.

    Attributes:
        may_read: False once it has ended or the clock went back.
        until: when it ends, None where there is none.
        stage: how urgent it is.
    """

    may_read: bool
    until: datetime | None
    stage: LeaseStage

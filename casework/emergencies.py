# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is told of an emergency access: to the second person it names, and to who reviews it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from casework.ids import CaseId


class EmergencyTold(BaseModel):
    """An emergency access that the reader was named for, or is to review.

    Attributes:
        ground: its id.
        by, agency: who opened the case.
        told: the second person.
        to_review: the reader supervises who opened it and has not looked at it yet.
        seen: the second person has said that they know.
    """

    model_config = ConfigDict(frozen=True)

    ground: str
    case: CaseId
    by: str
    agency: str
    told: str
    reason: str
    at: datetime
    until: datetime
    to_review: bool = False
    seen: bool = False

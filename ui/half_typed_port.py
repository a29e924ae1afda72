# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens ask for words that are typed beside records (ui.half_typed), and their places.

Screens keep words in a place, and what records them clears that very place: both name it here.
"""

from collections.abc import Mapping
from typing import Protocol

from casework.ids import CaseId, RecordId

Place = tuple[str, CaseId | None]
"""A name, and the case it is of; of none where there is none yet."""


def of_approval(case: CaseId, record: RecordId | None) -> Place:
    """Words that go with a signature, a return or an answer."""
    return f"approval/{record}", case


def of_emergency(case: CaseId) -> Place:
    """Why a case is opened in an emergency."""
    return "emergency", case


def of_emergency_by_index(answer: str, agency: str, case_number: str) -> Place:
    """Why a case that an answer of the index names is opened in an emergency."""
    return f"emergency/{answer}/{agency}/{case_number}", None


def of_sharing(case: CaseId) -> Place:
    """A decision about sharing a case."""
    return "sharing", case


def of_meeting(meeting: str) -> Place:
    """The plan of a meeting; of a new one without its id."""
    return f"meeting/{meeting}", None


class HalfTypedPort(Protocol):
    """Keeping what was typed and did not become work yet."""

    def read(self, place: str, case: CaseId | None) -> Mapping[str, str]:
        """What is kept, by field; empty when there is nothing."""
        ...

    def keep(self, place: str, case: CaseId | None, typed: Mapping[str, str]) -> None:
        """Keep what is typed, sealed; nothing typed leaves nothing behind."""
        ...

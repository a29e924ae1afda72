# SPDX-License-Identifier: AGPL-3.0-or-later
"""A type of meeting as the screens name it."""

from dataclasses import dataclass

from casework.meeting_roster import MeetingType


@dataclass(frozen=True, slots=True)
class MeetingTypeChoice:
    """A type of meeting, with its words.

    Attributes:
        word: of a type every county knows; None of the county's own, which brings its words.
    """

    code: str
    word: MeetingType | None
    english: str = ""
    spanish: str = ""

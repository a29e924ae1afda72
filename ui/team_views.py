# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens of the team show and ask: who to call for which meeting, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from casework.ids import CaseId
from casework.meeting_roster import ContactCard, Invited
from ui.meeting_types import MeetingTypeChoice
from ui.meeting_views import MeetingsPort


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One contact card, judged for a moment and a youth.

    Attributes:
        reachable: now.
        from_when: when they can be reached next; None where that is not within two weeks.
    """

    card: ContactCard
    reachable: bool
    from_when: datetime | None
    invited: Invited


@dataclass(frozen=True, slots=True)
class RosterView:
    """Everybody who belongs to one type of meeting.

    Attributes:
        now: the moment it was judged for.
        stated_at: when the county put its policy in force; None where it never said anything.
        has_cards: the county put a roster in force at all.
        shown_name: of the youth it was judged for; empty for none.
    """

    now: datetime
    types: tuple[MeetingTypeChoice, ...]
    meeting: str
    lines: tuple[RosterLine, ...]
    stated_at: datetime | None = None
    has_cards: bool = True
    shown_name: str = ""


class TeamPort(Protocol):
    """Feeds the Team screen; everything works without a network."""

    def roster(self, meeting: str, case: CaseId | None) -> RosterView:
        """Who belongs to a type of meeting, judged for now and for a youth where one is chosen.

        Raises:
            ShownError: the case may not be shown.
        """
        ...

    def for_meeting(self, meeting: str, cases: Sequence[CaseId]) -> tuple[RosterLine, ...]:
        """Who is asked to a meeting about these youths; raises as `roster`."""
        ...


@dataclass(frozen=True, slots=True)
class TeamPorts:
    """What the screens of the team ask."""

    people: TeamPort
    meetings: MeetingsPort

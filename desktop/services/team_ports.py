# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens of the team ask, for one session."""

from desktop.services.meetings import Meetings
from desktop.services.team import Team
from desktop.session import OpenSession
from ui.team_views import TeamPorts


def open_team(session: OpenSession) -> TeamPorts:
    """The roster and the meetings on this laptop."""
    return TeamPorts(people=Team(session), meetings=Meetings(session))

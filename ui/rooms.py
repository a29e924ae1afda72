# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rooms that not every hat has; each comes with its port, or is not there."""

from ui.kit import Kit
from ui.pages.inbox_page import InboxPage
from ui.pages.index_page import IndexPage
from ui.pages.team_page import TeamPage
from ui.places import MeetingPlace, MeetingPlanPlace, MeetingRoomPlace, Room
from ui.team.meeting_page import MeetingPage
from ui.team.plan_page import MeetingPlanPage
from ui.team.room_page import MeetingRoomPage
from ui.widgets.page_frame import PageFrame


def inbox_of(kit: Kit) -> dict[Room, PageFrame]:
    """The inbox, where the hat has one."""
    inbox = kit.workspace.inbox
    return {} if inbox is None else {Room.INBOX: InboxPage(kit, inbox)}


def team_of(kit: Kit) -> dict[Room, PageFrame]:
    """The team's meetings, where the hat sees content."""
    team = kit.workspace.team
    return {} if team is None else {Room.TEAM: TeamPage(kit, team)}


def index_of(kit: Kit) -> dict[Room, PageFrame]:
    """The cross-agency index; the rail shows it while it concerns the hat."""
    index = kit.workspace.index
    return {} if index is None else {Room.INDEX: IndexPage(kit, index)}


def make_meeting(kit: Kit, place: MeetingPlace | MeetingPlanPlace | MeetingRoomPlace) -> PageFrame:
    """The screen of a meeting's place."""
    team = kit.workspace.team
    assert team is not None
    match place:
        case MeetingPlace(meeting):
            return MeetingPage(kit, team, meeting)
        case MeetingPlanPlace(meeting):
            return MeetingPlanPage(kit, team, meeting)
        case MeetingRoomPlace(meeting):
            return MeetingRoomPage(kit, team, meeting)

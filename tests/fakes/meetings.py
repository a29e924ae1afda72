# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings to plan and people to ask to them; nobody here exists."""

from datetime import timedelta

from casework.ids import CaseId
from casework.meetings import Attendee
from tests.fakes.desks import NOW
from ui.meeting_views import MeetingPlan, MeetingsPort
from ui.ports import Workspace

PEOPLE = tuple(
    Attendee.model_validate(
        {
            "name": name,
            "agency": agency,
            "agency_kind": kind,
            "hat": hat,
            "trained": True,
            "agreed_on": "2026-11-02",
        }
    )
    for name, agency, kind, hat in (
        ("Ana Testman", "Agency North", "child_welfare", "Social worker"),
        ("Ben Testman", "Agency South", "probation", "Probation officer"),
        ("Cid Testman", "Agency West", "mental_health", "Clinician"),
    )
)


def a_plan(*cases: CaseId) -> MeetingPlan:
    """A two-hour meeting two days ahead."""
    starts = NOW + timedelta(days=2)
    return MeetingPlan(
        type="ongoing",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="Room 12",
        convener="Ana Testman",
        cases=cases,
        invited=PEOPLE,
    )


def meetings_on(workspace: Workspace) -> MeetingsPort:
    """The meetings of an unlocked laptop."""
    assert workspace.team is not None
    return workspace.team.meetings

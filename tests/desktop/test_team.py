# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's roster on a laptop: judged offline, from what the hat may see of a youth."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.county_policy import CountyPolicy
from casework.ids import CaseId
from casework.meeting_roster import Invitation, InviteReason, MeetingRoster
from casework.policy import Hat
from casework.vocabulary import RecordKind
from desktop.paths import Places
from tests.fakes.desks import (
    NOW,
    PASSPHRASE,
    a_desk,
    a_workspace_folder,
    papers_until,
    take_papers,
)
from tests.fakes.people import a_hat, an_id
from tests.fakes.ui_team import A_ROSTER, a_card
from ui.ports import Workspace
from ui.team_views import TeamPort

CASE = CaseId(an_id(5001))
COUNTED = MeetingRoster(
    cards=(
        *A_ROSTER.cards,
        *MeetingRoster.model_validate(
            {
                "cards": [
                    a_card("searcher", conditions=["absent"]),
                    a_card("own", agency=a_hat().agency_name, conditions=["if_client"]),
                ]
            }
        ).cards,
    )
)


def with_roster(places: Places, hat: Hat, roster: MeetingRoster) -> Places:
    papers = papers_until(NOW + timedelta(days=3), hat, number=2)
    take_papers(places, replace(papers, policy=CountyPolicy(version=2, roster=roster)))
    return places


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    places = with_roster(a_workspace_folder(tmp_path, [CASE]), a_hat(), COUNTED)
    desk = a_desk(places)
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def team_of(workspace: Workspace) -> TeamPort:
    assert workspace.team is not None
    return workspace.team.people


def invited(workspace: Workspace) -> dict[str, tuple[Invitation, InviteReason]]:
    view = team_of(workspace).roster("triage", CASE)
    return {one.card.code: (one.invited.invitation, one.invited.reasons[0]) for one in view.lines}


def test_conditions_are_judged_from_the_case_with_the_reason(workspace: Workspace) -> None:
    told = invited(workspace)
    assert told["hotline"] == (Invitation.INVITED, InviteReason.ALWAYS)
    assert told["clinic"] == (Invitation.INVITED, InviteReason.IS_UNDER_18)
    assert told["adults"] == (Invitation.NOT_INVITED, InviteReason.IS_UNDER_18)
    assert told["tribe"] == (Invitation.ASK, InviteReason.TRIBE_UNKNOWN)
    assert told["counsel"] == (Invitation.ASK, InviteReason.CLIENT_UNKNOWN)
    assert told["own"] == (Invitation.INVITED, InviteReason.CLIENT)
    assert told["searcher"] == (Invitation.NOT_INVITED, InviteReason.NOT_ABSENT)
    workspace.records.save(CASE, RecordKind.ABSENCE, None, {"discovered_at": NOW.isoformat()})
    assert invited(workspace)["searcher"] == (Invitation.INVITED, InviteReason.IS_ABSENT)


def test_only_who_belongs_to_the_type_is_shown_and_who_is_reachable_first_known(
    workspace: Workspace,
) -> None:
    team = team_of(workspace)
    triage = team.roster("triage", None)
    ongoing = team.roster("ongoing", None)
    assert "hotline" in {one.card.code for one in triage.lines}
    assert "hotline" not in {one.card.code for one in ongoing.lines}
    hours = {one.card.code: one for one in triage.lines}
    assert hours["hotline"].reachable
    office, night = hours["probation"], hours["crisis"]
    assert office.reachable is not night.reachable
    later = night if office.reachable else office
    assert later.from_when is not None
    assert later.from_when > NOW


def test_a_laptop_without_a_roster_says_so(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    view = team_of(desk.unlock(PASSPHRASE)).roster("", None)
    assert (view.has_cards, view.lines, view.meeting) == (False, (), "triage")
    desk.lock()

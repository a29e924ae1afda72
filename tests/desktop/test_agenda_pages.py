# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agenda pages for one recipient: what a ground on this laptop opens to them, and nothing more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from casework.agenda import Topic
from casework.county_policy import CountyPolicy
from casework.feed import CaseEntered, FeedPage, RecordPut
from casework.ids import CaseId
from casework.meeting_roster import MeetingRoster
from casework.papers_given import WhatFor
from casework.reasons import Reason, ReasonCode
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.teams import TeamMember, TeamWindow
from casework.vocabulary import AgencyKind, Basis, RecordKind, Section
from desktop.paths import Places
from desktop.system import new_id
from desktop.vaults import find_vault
from storage.store import Store
from tests.fakes.desks import (
    NOW,
    PASSPHRASE,
    a_desk,
    a_workspace_folder,
    a_youth,
    papers_until,
    take_papers,
)
from tests.fakes.meetings import a_plan, meetings_on
from tests.fakes.people import NOON, a_hat, a_membership, an_id
from tests.fakes.stores import StillClock
from tests.fakes.ui_papers import text_of
from tests.fakes.ui_team import a_card
from ui.errors import ShownError
from ui.meeting_views import AgendaPages, MeetingPlan
from ui.paper.case_summary import write_case_summary
from ui.paper.typeset import render_paper
from ui.ports import Workspace
from ui.team.meeting_page import save_pages
from ui.text import Moments
from ui.timeline_views import TimelineWish

CASE, CLOSED = CaseId(an_id(5001)), CaseId(an_id(5002))
MINE, OTHER = a_hat(), a_hat(2, agency=2)
ZONE_DAY = timedelta(days=30)
OPENED = frozenset({Section.PLACEMENT})
MATRIX = SharingMatrix(
    rows=(MatrixRow(basis=Basis.S13753_TEAM, agency_kind=AgencyKind.PROBATION, sections=OPENED),)
)
CARD = a_card("other", agency="Agency 2", agency_kind="probation", speaks_as=OTHER.model_dump())
ROSTER = MeetingRoster.model_validate({"cards": [CARD]})


def share(places: Places) -> None:
    """Open a window of a team about one of the two cases."""
    window = TeamWindow(
        id=an_id(9),
        case=CASE,
        basis=Basis.S13753_TEAM,
        sections=OPENED,
        starts=NOON,
        ends=NOW + ZONE_DAY,
        members=tuple(
            TeamMember(hat=one.id, person=one.person, joined_at=NOON, agreed_at=NOON)
            for one in (MINE, OTHER)
        ),
    )
    membership = a_membership(MINE, CASE).model_copy(update={"grounds": (window,)})
    vault = find_vault(places)
    key = vault.unlock(PASSPHRASE)
    store = Store.open(places.vault, key, StillClock(NOW), new_id, vault.marks())
    reason = Reason.of(ReasonCode.ASSIGNED, role=MINE.title)
    entered = CaseEntered(case=CASE, membership=membership, reason=reason)
    store.apply_page(
        FeedPage(entries=(entered, RecordPut(record=a_youth(CASE, 11))), cursor="1.19", done=True)
    )
    store.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    places = a_workspace_folder(tmp_path, [CASE, CLOSED])
    papers = papers_until(NOW + timedelta(days=3), MINE, number=2)
    policy = CountyPolicy(version=2, roster=ROSTER, sharing=MATRIX)
    take_papers(places, replace(papers, policy=policy))
    share(places)
    desk = a_desk(places)
    opened = desk.unlock(PASSPHRASE)
    for case in (CASE, CLOSED):
        absence = {"discovered_at": NOW.isoformat()}
        opened.records.save(case, RecordKind.ABSENCE, None, absence)  # type: ignore[arg-type] # plain JSON
        task = {"words": "Secret errand", "owner": "Ana Testman"}
        opened.records.save(case, RecordKind.TASK, None, task)  # type: ignore[arg-type] # plain JSON
    yield opened
    desk.lock()


def the_plan() -> MeetingPlan:
    plan = a_plan(CASE, CLOSED)
    invited = plan.invited[0].model_copy(update={"card": "other", "agency": "Agency 2"})
    return replace(plan, invited=(invited, *plan.invited[1:]))


def pages_for_other(workspace: Workspace) -> AgendaPages:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(the_plan())
    own, other = meetings.recipients(made)
    assert (own.hat, other.hat) == (MINE.id, OTHER.id)
    assert len(meetings.pages(made, own.hat).pages) == 2
    return meetings.pages(made, other.hat)


def test_a_recipient_gets_what_their_ground_opens_and_no_page_without_one(
    workspace: Workspace,
) -> None:
    pages = pages_for_other(workspace)
    assert pages.left_out == 1
    [page] = pages.pages
    topics = {one.topic for one in page.item.lines}
    assert Topic.ABSENT in topics
    assert Topic.TASK not in topics
    assert page.note.recipient.name.startswith("Worker 2")
    assert page.note.expires == the_plan().ends_at + timedelta(days=7)


def test_what_each_page_will_hold_is_told_before_any_is_printed(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(the_plan())
    told = [one.lines for one in meetings.preview(made, OTHER.id)]
    [page] = meetings.pages(made, OTHER.id).pages
    assert sorted(told, key=lambda one: one is None) == [page.item.lines, None]


def test_a_summary_for_another_agency_holds_what_their_ground_opens_and_is_recorded(
    workspace: Workspace, qapp: QApplication
) -> None:
    del qapp
    cases = workspace.cases
    own, other = cases.summary_recipients(CASE)
    assert (own.hat, other.hat) == (MINE.id, OTHER.id)
    assert [one.hat for one in cases.summary_recipients(CLOSED)] == [MINE.id]
    mine = cases.preview_summary(CASE, own.hat)
    assert {one.kind for one in mine} == {RecordKind.ABSENCE, RecordKind.TASK}
    theirs = cases.summary(CASE, other.hat)
    assert theirs.lines == cases.preview_summary(CASE, other.hat)
    assert {one.section for one in theirs.lines} == OPENED
    text = text_of(render_paper(write_case_summary(theirs, Moments(workspace.zone))))
    assert "Test Youth" in text
    assert "Worker 2" in text
    assert "Secret errand" not in text
    with pytest.raises(ShownError, match="no ground that lets this person"):
        cases.summary(CLOSED, other.hat)
    cases.note_summary(CASE, theirs, "a" * 64)
    entries = cases.timeline(CASE, TimelineWish(), 0, 500).entries
    [line] = [one.headline for one in entries if one.kind is RecordKind.PAPER_GIVEN]
    assert line == (f"{OTHER.person_name}, {OTHER.agency_name}", WhatFor.CASE_SUMMARY)


def test_the_paper_names_its_recipient_and_holds_no_word_they_may_not_read(
    workspace: Workspace, tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    folder = tmp_path / "paper"
    folder.mkdir()
    pages, note = pages_for_other(workspace), meetings_on(workspace).note_given
    save_pages(folder, pages, Moments(workspace.zone), note)
    [file] = folder.iterdir()
    assert file.name == "meeting-page-01.pdf"
    reader = PdfReader(file)
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert "Test Youth" in text
    assert "Absent" in text
    assert "Worker 2" in text
    assert "Good until" in text
    assert "Secret errand" not in text
    # That it was made for another agency stands in the case.
    headlines = [
        one.headline
        for one in workspace.cases.timeline(CASE, TimelineWish(), 0, 500).entries
        if one.kind is RecordKind.PAPER_GIVEN
    ]
    assert headlines == [(f"{OTHER.person_name}, {OTHER.agency_name}", WhatFor.TEAM_MEETING)]

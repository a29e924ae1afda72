# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes on the report of an absence: only what the hat may see, logged before it is given."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.clock_rules import Party
from casework.ids import CaseId, RecordId
from casework.papers_given import WhatFor
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from tests.desktop.test_audit import log_of
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.errors import ShownError
from ui.ports import Workspace

CASE = CaseId(an_id(5001))
EARLIER = {
    "discovered_at": "2026-10-01T09:00:00+00:00",
    "ended_at": "2026-10-03T09:00:00+00:00",
    "end": "returned",
    "end_place": "Heron House",
}
ABSENCE = {"discovered_at": "2026-11-20T09:00:00+00:00", "clothing": "Grey coat"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def record(workspace: Workspace) -> RecordId:
    """Record an absence; it stands on top of its list while it goes on."""
    workspace.records.save(CASE, RecordKind.ABSENCE, None, ABSENCE)
    groups = workspace.records.groups(CASE)
    return next(one for one in groups if one.kind is RecordKind.ABSENCE).lines[0].record


def test_a_sheet_holds_the_absence_those_before_and_the_numbers_that_were_given(
    workspace: Workspace,
) -> None:
    workspace.records.save(CASE, RecordKind.ABSENCE, None, EARLIER)
    absence = record(workspace)
    parent = {"name": "Rosa Vale", "relation": "parent", "phone": "555-0101"}
    friend = {"name": "Kit", "relation": "friend"}
    for person in (parent, friend):
        workspace.records.save(CASE, RecordKind.PERSON_AROUND, None, person)
    clock = next(
        one
        for one in workspace.clocks.running(CASE).rows
        if one.party is Party.NCMEC and one.started_at.day == 20
    )
    notice = {
        "outcome": "told",
        "told_at": "2026-11-20T10:00:00+00:00",
        "told_by": "Dana",
        "to_whom": "Call center",
        "channel": "phone",
        "reference": "N-1234567",
    }
    workspace.records.save(CASE, RecordKind.NOTICE, None, notice, clock.clock)
    sheet = workspace.records.absence_sheet(CASE, absence)
    assert sheet.absence.clothing == "Grey coat"
    assert [one.end_place for one in sheet.earlier] == ["Heron House"]
    assert [one.name for one in sheet.guardians] == ["Rosa Vale"]
    assert sheet.numbers == {Party.NCMEC: "N-1234567"}


def test_a_sheet_is_logged_as_printed(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    absence = record(workspace)
    workspace.records.absence_sheet(CASE, absence)
    desk.lock()
    printed = [one for one in log_of(places) if one.event is AuditEvent.PRINTED]
    assert [(one.case, one.record) for one in printed] == [(CASE, absence)]


def test_a_hat_without_placement_is_refused_in_words_and_the_refusal_is_logged(
    tmp_path: Path,
) -> None:
    places = a_workspace_folder(tmp_path, [CASE], sections=ORDINARY_SECTIONS - {Section.PLACEMENT})
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    with pytest.raises(ShownError, match="does not include this part of the case"):
        workspace.records.absence_sheet(CASE, RecordId(an_id(7)))
    desk.lock()
    printed = [one for one in log_of(places) if one.event is AuditEvent.PRINTED]
    assert [one.outcome.value for one in printed] == ["refused"]


def test_a_sheet_made_for_another_agency_stands_in_the_timeline(workspace: Workspace) -> None:
    absence = record(workspace)
    workspace.records.note_given(CASE, absence, Party.LAW_ENFORCEMENT, "5f" * 32)
    told = [
        one.headline
        for one in workspace.cases.case(CASE).timeline
        if one.kind is RecordKind.PAPER_GIVEN
    ]
    assert told == [(Party.LAW_ENFORCEMENT, WhatFor.ABSENCE_REPORT)]

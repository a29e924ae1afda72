# SPDX-License-Identifier: AGPL-3.0-or-later
"""An absence starts its clocks at once, offline; evidence closes them; Today shows what runs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.clock_rules import ClockStart, Party
from casework.clocks import NoticeOutcome, Urgency
from casework.ids import CaseId
from casework.record_parts import FaultCode
from casework.vocabulary import RecordKind
from desktop.services.clocks import DRIFT
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.clock_views import ClockRow
from ui.errors import ShownError
from ui.ports import Workspace
from ui.record_views import FieldsWrong

CASE, OTHER = CaseId(an_id(5001)), CaseId(an_id(5002))
HEARD = NOW - timedelta(hours=20)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE, OTHER]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def begin_absence(workspace: Workspace, **more: object) -> None:
    answers = {"discovered_at": HEARD.isoformat(), **more}
    workspace.records.save(CASE, RecordKind.ABSENCE, None, answers)  # type: ignore[arg-type] # plain JSON


def row_of(workspace: Workspace, party: Party) -> ClockRow:
    return next(one for one in workspace.clocks.running().rows if one.party is party)


def test_an_absence_and_its_clocks_are_one_piece_of_work(workspace: Workspace) -> None:
    begin_absence(workspace)
    rows = workspace.clocks.running(CASE).rows
    assert len(rows) == 10
    assert {one.due_at for one in rows} == {HEARD + timedelta(hours=24)}
    assert {one.urgency for one in rows} == {Urgency.SOON}
    assert not workspace.clocks.running(OTHER).rows
    kinds = [one.kind for one in workspace.sync.state().unsent]
    assert (kinds.count(RecordKind.CLOCK), kinds.count(RecordKind.ABSENCE)) == (10, 1)


def test_evidence_closes_one_clock_and_no_other(workspace: Workspace) -> None:
    begin_absence(workspace)
    police = row_of(workspace, Party.LAW_ENFORCEMENT)
    form = workspace.records.form(CASE, RecordKind.NOTICE, None, police.clock)
    assert (form.may_write, form.values["outcome"]) == (True, "told")
    assert Party.LAW_ENFORCEMENT in form.about
    with pytest.raises(FieldsWrong) as raised:
        workspace.records.save(CASE, RecordKind.NOTICE, None, form.values, police.clock)
    assert {one.field for one in raised.value.faults} == {"to_whom", "channel", "reference"}
    told = {**form.values, "to_whom": "Officer 12", "channel": "phone", "reference": "26-1187"}
    workspace.records.save(CASE, RecordKind.NOTICE, None, told, police.clock)
    left = {one.party for one in workspace.clocks.running().rows}
    assert Party.LAW_ENFORCEMENT not in left
    assert Party.NCMEC in left
    ncmec = row_of(workspace, Party.NCMEC)
    with pytest.raises(FieldsWrong) as raised:
        workspace.records.save(CASE, RecordKind.NOTICE, None, told, ncmec.clock)
    assert [one.code for one in raised.value.faults] == [FaultCode.NUMBER_USED]


def test_what_no_clock_of_the_county_waits_for_starts_nothing(workspace: Workspace) -> None:
    with pytest.raises(ShownError, match="runs no clock"):
        workspace.clocks.start(CASE, [ClockStart.CRISIS], HEARD)


def test_a_report_starts_its_clocks_from_when_it_was_heard(workspace: Workspace) -> None:
    workspace.clocks.start(CASE, [ClockStart.ABUSE_SUSPECTED, ClockStart.VICTIM_KNOWN], HEARD)
    first, second, third = workspace.clocks.running().rows
    assert (first.party, first.urgency) == (Party.HOTLINE, Urgency.AT_ONCE)
    assert second.due_at == HEARD + timedelta(hours=24)
    assert third.due_at == HEARD + timedelta(hours=36)


def test_a_report_from_the_future_or_about_nothing_is_refused_in_words(
    workspace: Workspace,
) -> None:
    with pytest.raises(ShownError, match="future"):
        workspace.clocks.start(CASE, [ClockStart.CRISIS], NOW + timedelta(minutes=1))
    with pytest.raises(ShownError, match="Nothing is chosen"):
        workspace.clocks.start(CASE, [ClockStart.ABSENT], HEARD)
    assert not workspace.clocks.running().rows


def test_a_search_is_added_to_the_absence_it_belongs_to(workspace: Workspace) -> None:
    begin_absence(workspace)
    groups = {one.kind: one for one in workspace.records.groups(CASE)}
    (absence,) = groups[RecordKind.ABSENCE].lines
    form = workspace.records.form(CASE, RecordKind.ABSENCE, absence.record)
    assert set(form.children) == {RecordKind.SEARCH_EFFORT, RecordKind.DEBRIEF}
    effort = workspace.records.form(CASE, RecordKind.SEARCH_EFFORT, None, absence.record)
    answers = {**effort.values, "what": "Called the aunt"}
    workspace.records.save(CASE, RecordKind.SEARCH_EFFORT, None, answers, absence.record)
    groups = {one.kind: one for one in workspace.records.groups(CASE)}
    assert not groups[RecordKind.SEARCH_EFFORT].may_add
    assert len(groups[RecordKind.SEARCH_EFFORT].lines) == 1


def test_how_far_the_laptops_clock_is_off_is_told_with_the_clocks(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.clocks.running().drift_seconds is None
    assert desk._session is not None
    desk._session.store.save_setting(DRIFT, "-190")
    assert workspace.clocks.running().drift_seconds == -190
    desk.lock()


def test_every_party_of_an_absence_stands_with_what_came_of_it_the_open_ones_first(
    workspace: Workspace,
) -> None:
    begin_absence(workspace)
    absence = next(
        group.lines[0].record
        for group in workspace.records.groups(CASE)
        if group.kind is RecordKind.ABSENCE
    )
    view = workspace.clocks.parties(CASE, absence)
    assert len(view.rows) == 10
    assert all(one.outcome is None and one.may_close for one in view.rows)
    told = {"outcome": "told", "told_at": NOW.isoformat(), "told_by": "Ana"}
    number = {"to_whom": "Deputy Mora", "channel": "phone", "reference": "LE-7"}
    police = row_of(workspace, Party.LAW_ENFORCEMENT).clock
    workspace.records.save(CASE, RecordKind.NOTICE, None, {**told, **number}, police)
    excused = {**told, "outcome": "not_required", "why": "No siblings."}
    siblings = row_of(workspace, Party.SIBLINGS).clock
    workspace.records.save(CASE, RecordKind.NOTICE, None, excused, siblings)
    rows = workspace.clocks.parties(CASE, absence).rows
    assert [one.outcome for one in rows[:8]] == [None] * 8
    closed = {one.party: one for one in rows[8:]}
    assert closed[Party.LAW_ENFORCEMENT].reference == "LE-7"
    assert closed[Party.SIBLINGS].outcome is NoticeOutcome.NOT_REQUIRED
    assert closed[Party.SIBLINGS].why == "No siblings."

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a supervisor reads in the Log: their own laptop's always, their cases' from the county."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.audit import AuditEvent, AuditOutcome
from casework.ids import CaseId
from casework.vocabulary import LegalRole
from desktop.paths import Places
from tests.desktop.test_audit import log_of
from tests.fakes.county import running_county
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.laptops import NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.people import a_hat, an_id
from ui.errors import ShownError
from ui.ports import LogPort, Workspace

CASE = CaseId(an_id(5001))
MONDAY = date(2026, 11, 23)
SUPERVISOR = a_hat(role=LegalRole.SUPERVISOR)


def the_log(workspace: Workspace) -> LogPort:
    assert workspace.log is not None
    return workspace.log


def a_supervised_folder(folder: Path) -> Places:
    return a_workspace_folder(folder, [CASE], hat=SUPERVISOR)


def test_nobody_but_a_supervisor_is_offered_the_log(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    assert desk.unlock(PASSPHRASE).log is None
    desk.lock()


def test_what_this_laptop_logged_is_shown_by_week_and_person(tmp_path: Path) -> None:
    desk = a_desk(a_supervised_folder(tmp_path))
    workspace = desk.unlock(PASSPHRASE)
    for _ in range(3):
        workspace.cases.case(CASE)
    with pytest.raises(ShownError):
        workspace.cases.case(CaseId(an_id(5999)))
    view = the_log(workspace).week(None, None)
    assert (view.monday, view.this_week, view.whole) == (MONDAY, MONDAY, False)
    opened = next(one for one in view.counts if one.event is AuditEvent.CASE_READ)
    assert (opened.person_name, opened.times, opened.not_done) == ("Worker 1", 4, 1)
    named = [one for one in view.rows if one.event is AuditEvent.CASE_READ]
    assert [one.shown_name for one in named] == ["", "Test Youth", "Test Youth", "Test Youth"]
    assert all(one.here for one in view.rows)
    before = the_log(workspace).week(MONDAY - timedelta(days=7), None)
    assert before.rows == ()
    desk.lock()


def test_who_opened_one_case_is_shown_for_a_year(tmp_path: Path) -> None:
    desk = a_desk(a_supervised_folder(tmp_path))
    workspace = desk.unlock(PASSPHRASE)
    workspace.cases.case(CASE)
    view = the_log(workspace).week(None, CASE)
    assert view.case_name == "Test Youth"
    assert {one.case for one in view.rows} == {CASE}
    assert [one.event for one in view.rows] == [AuditEvent.LOG_READ, AuditEvent.CASE_READ]
    desk.lock()


def test_reading_the_log_and_marking_a_week_are_logged_themselves(tmp_path: Path) -> None:
    places = a_supervised_folder(tmp_path)
    desk = a_desk(places)
    log = the_log(desk.unlock(PASSPHRASE))
    assert log.week(MONDAY, None).reviewed_at is None
    log.mark_reviewed(MONDAY)
    assert log.week(MONDAY, None).reviewed_at == NOW
    desk.lock()
    told = [(one.event, one.record) for one in log_of(places)[1:-1]]
    assert told == [
        (AuditEvent.LOG_READ, "2026-w48"),
        (AuditEvent.LOG_REVIEWED, "2026-w48"),
        (AuditEvent.LOG_READ, "2026-w48"),
    ]


def test_a_log_whose_reading_cannot_be_logged_is_not_shown(tmp_path: Path) -> None:
    desk = a_desk(a_supervised_folder(tmp_path))
    workspace = desk.unlock(PASSPHRASE)
    desk.lock()
    with pytest.raises(ShownError):
        the_log(workspace).week(MONDAY, None)


def test_a_supervisor_sees_what_others_did_in_their_cases_and_nothing_else(
    tmp_path: Path,
) -> None:
    with running_county(tmp_path) as county:
        worker, boss = county.add_hat(a_hat(1)), county.add_hat(a_hat(2, role=LegalRole.SUPERVISOR))
        seen, other = (county.add_case(legal_name=name, author=worker) for name in ("One", "Two"))
        for case in (seen, other):
            county.grant(worker, case)
        county.grant(boss, seen)
        laptop = enrolled_laptop(county, worker, tmp_path / "worker")
        with laptop.unlocked() as workspace:
            workspace.sync.sync(ignore_progress, NeverCancelled())
            workspace.cases.case(seen)
            workspace.cases.case(other)
            workspace.sync.sync(ignore_progress, NeverCancelled())
        of_boss = enrolled_laptop(county, boss, tmp_path / "boss")
        with of_boss.unlocked() as workspace:
            workspace.sync.sync(ignore_progress, NeverCancelled())
            view = the_log(workspace).county_week(None, None)
            theirs = [one for one in view.rows if not one.here]
            assert [(one.person_name, one.event, one.shown_name) for one in theirs] == [
                ("Worker 1", AuditEvent.CASE_READ, "One")
            ]
            assert theirs[0].outcome is AuditOutcome.OK
            assert view.whole
            assert any(one.here for one in view.rows)
            county.stop()
            with pytest.raises(ShownError):
                the_log(workspace).county_week(None, None)

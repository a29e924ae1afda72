# SPDX-License-Identifier: AGPL-3.0-or-later
"""The copy-sheet of status rows: what this hat may see, and a CSV logged before it leaves."""

from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from tests.desktop.test_audit import log_of
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.errors import ShownError

CASE = CaseId(an_id(5001))
RISK = {"type": "at_risk", "started_on": "2026-11-02", "determined_on": "Said so at intake."}
ENTERED = {"entered_in_state_on": "2026-11-03", "entered_in_state_by": "=1+1"}


def test_the_csv_holds_the_rows_without_formulas_and_is_logged(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    records = desk.unlock(PASSPHRASE).records
    records.save(CASE, RecordKind.STATUS_ROW, None, {**RISK, **ENTERED})
    assert [one.entered_by for one in records.state_grid(CASE)] == ["=1+1"]
    lines = records.export_grid(CASE).decode("utf-8-sig").splitlines()
    desk.lock()
    assert lines == [
        "status,code,code_confirmed,start,end,entered_on,entered_by",
        "At risk,6867,yes,2026-11-02,,2026-11-03,'=1+1",
    ]
    assert [one.case for one in log_of(places) if one.event is AuditEvent.EXPORTED] == [CASE]


def test_a_hat_without_the_section_sees_no_row_and_is_refused_the_csv(tmp_path: Path) -> None:
    sections = ORDINARY_SECTIONS - {Section.SCREENING}
    desk = a_desk(a_workspace_folder(tmp_path, [CASE], sections=sections))
    records = desk.unlock(PASSPHRASE).records
    assert records.state_grid(CASE) == ()
    with pytest.raises(ShownError, match="does not include this part of the case"):
        records.export_grid(CASE)
    desk.lock()


def test_today_lists_what_the_state_does_not_have_until_somebody_entered_it(
    tmp_path: Path,
) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    workspace = desk.unlock(PASSPHRASE)
    workspace.records.save(CASE, RecordKind.STATUS_ROW, None, RISK)
    (row,) = workspace.today.today().not_in_state
    assert (row.case, row.started_on.isoformat()) == (CASE, "2026-11-02")
    assert row.recorded_by == workspace.who.person_name
    (held,) = workspace.records.state_grid(CASE)
    workspace.records.save(CASE, RecordKind.STATUS_ROW, held.record, {**RISK, **ENTERED})
    assert workspace.today.today().not_in_state == ()
    desk.lock()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The copy-sheet on the case page: what to retype, and what is not in the state system yet."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casework.ids import RecordId
from casework.status_rows import StatusRow, StatusType
from casework.vocabulary import RecordKind
from forms.exports.kinds import ExportKind
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.models.rows import ROW_ROLE
from ui.pages.case_page import CasePage
from ui.pages.today_page import TodayPage
from ui.places import CasePlace, Room
from ui.records.state_grid_card import StateGridCard
from ui.views import StateRow

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

BEFORE = StatusRow(
    type=StatusType.BEFORE_CARE,
    started_on=date(2025, 3, 1),
    ended_on=date(2026, 1, 5),
    determined_on="Court report.",
    entered_in_state_on=date(2026, 1, 6),
    entered_in_state_by="Ana Ruiz",
)
RISK = StatusRow(
    type=StatusType.AT_RISK, started_on=date(2026, 11, 2), determined_on="Said so at intake."
)


def test_the_case_page_says_what_is_not_in_the_state_system_yet(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    for name, row in (("b", BEFORE), ("r", RISK)):
        desk.county.records.saved[RecordId(name)] = (case, RecordKind.STATUS_ROW, row)
    desk.shell.open(CasePlace(case))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert page.grid.isVisible()
    assert "not in the state system yet: 1" in page.grid.missing.text()
    model = page.grid.rows.rows
    said = [
        str(model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for at in range(model.rowCount())
    ]
    assert said[0].startswith("At risk")
    assert said[1].startswith("Victim before foster care")
    assert "Code 6867" in said[0]
    assert "Not entered yet" in said[0]
    assert "Not confirmed, look it up: 6868" in said[1]
    assert "by Ana Ruiz" in said[1]


def test_a_case_without_status_rows_has_no_copy_sheet(desk: Desk) -> None:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert not page.grid.isVisible()


def test_the_csv_has_a_neutral_name(desk: Desk, tmp_path: Path) -> None:
    names: list[str] = []

    def ask(parent: QWidget, kind: ExportKind, name: str) -> Path:
        names.append(name)
        return tmp_path / name

    card = StateGridCard(desk.shell.kit, next(iter(desk.county.cases)), ask)
    said: list[str] = []
    card.saved.connect(said.append)
    card.save.click()
    settle()
    assert names == ["status.csv"]
    assert (tmp_path / "status.csv").read_bytes()
    assert said == ["Saved as status.csv"]
    card.deleteLater()


def test_today_leads_to_the_copy_sheet_of_what_the_state_does_not_have(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.records.saved[RecordId("r")] = (case, RecordKind.STATUS_ROW, RISK)
    desk.county.not_in_state = (
        StateRow(case, "Kiki", RISK.type, RISK.started_on, NOW, "Dana Whitfield"),
    )
    desk.shell.open(Room.TODAY)
    settle()
    page = desk.shell.page
    assert isinstance(page, TodayPage)
    row = page._state.model().index(0, 0).data(ROW_ROLE)
    assert row.detail == "At risk, from Nov 2, 2026 · recorded Nov 23, 2026 by Dana Whitfield"
    page._state.chosen.emit(row.key)
    settle()
    shown = desk.shell.page
    assert isinstance(shown, CasePage)
    assert shown.grid.rows.hasFocus()

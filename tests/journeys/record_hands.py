# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hands for the forms of records: each answer goes into its own control, as a worker gives it."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from casework.clock_rules import ClockStart, Party
from casework.ids import CaseId
from casework.vocabulary import RecordKind
from desktop.session import COUNTY_ZONE
from desktop.window_walk import WindowWalk
from ui.dialogs.start_clocks import StartClocksDialog
from ui.models.rows import ROW_ROLE, Row
from ui.pages.case_page import CasePage
from ui.pages.today_page import TodayPage
from ui.places import RecordPlace, Room
from ui.records.field_editor import FieldEditor
from ui.records.record_page import RecordPage
from ui.screening.editors.dated import DateEditor
from ui.screening.editors.timed import DateTimeEditor
from ui.text import say_kind
from ui.widgets.row_list import RowList


def rows_of(rows: RowList) -> list[Row]:
    """What a list shows."""
    model = rows.model()
    return [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]


def record_form(walk: WindowWalk) -> RecordPage:
    """The form shown, once its fields are there."""
    page = walk.page(RecordPage)
    walk.wait(lambda: bool(page.editors), "the fields of the form")
    return page


def fill(walk: WindowWalk, answers: Mapping[str, JsonValue | datetime]) -> RecordPage:
    """Type and choose answers in the form that is shown."""
    page = record_form(walk)
    for name, answer in answers.items():
        _answer(page.editors[name], answer)
    return page


def save(walk: WindowWalk) -> None:
    """Press Save; the form gives way to where it came from."""
    page = record_form(walk)
    page.save.click()
    walk.wait(lambda: walk.shell.page is not page, "the saved record")
    walk.rest(20)


def save_in_vain(walk: WindowWalk) -> dict[str, str]:
    """Press Save; what is wrong, by field, as it stands beside the fields."""
    page = record_form(walk)
    page.save.click()
    walk.wait(lambda: any(one.fault for one in page.editors.values()), "what is wrong")
    return {name: one.fault for name, one in page.editors.items() if one.fault}


def open_record(walk: WindowWalk, kind: RecordKind, at: int = 0) -> RecordPage:
    """Open a record from its card on the case page that is shown."""
    page = walk.page(CasePage)

    def places() -> list[RecordPlace]:
        every = [row.key for one in page.file.findChildren(RowList) for row in rows_of(one)]
        return [one for one in every if isinstance(one, RecordPlace) and one.kind is kind]

    walk.wait(lambda: bool(places()), f"a record of the kind {kind}")
    walk.shell.open(places()[at])
    return record_form(walk)


def begin_record(walk: WindowWalk, case: CaseId, kind: RecordKind) -> RecordPage:
    """Open the form of a new record of a case."""
    walk.open_case(case)
    walk.shell.open(RecordPlace(case, kind, None))
    return record_form(walk)


def add_to_this(walk: WindowWalk, kind: RecordKind) -> RecordPage:
    """Press the button that begins a record belonging to the one whose form is shown."""
    before = walk.page(RecordPage)
    named = [
        one for one in before.findChildren(QPushButton) if one.text().strip() == say_kind(kind)
    ]
    named[0].click()
    walk.wait(lambda: walk.shell.page is not before, f"a form of the kind {kind}")
    return record_form(walk)


def report(walk: WindowWalk, *starts: ClockStart) -> None:
    """Press Report on the case page and start clocks as of now."""
    page = walk.page(CasePage)
    walk.wait(lambda: not page.report.isHidden(), "the Report button")

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StartClocksDialog)
        for one in starts:
            dialog.boxes[one].setChecked(True)
        dialog.start.click()

    QTimer.singleShot(0, choose)
    page.report.click()
    walk.rest(50)


def running_clocks(walk: WindowWalk, at_least: int = 1) -> list[Row]:
    """What runs, on Today, all of it shown, the most urgent first."""
    walk.shell.open(Room.TODAY)
    card = walk.page(TodayPage).clocks
    fresh: list[bool] = []
    heard = card.list.rows.modelReset.connect(lambda: fresh.append(True))
    walk.page(TodayPage).refresh()
    walk.wait(lambda: bool(fresh) and len(rows_of(card.list)) >= min(at_least, 6), "the clocks")
    card.list.rows.modelReset.disconnect(heard)
    for button in card.findChildren(QPushButton):
        if not button.isHidden():
            button.click()
    return rows_of(card.list)


def open_notice(walk: WindowWalk, party: Party, name: str) -> RecordPage:
    """Choose a running clock on Today."""
    title = f"{name}: {party.label}"
    row = next(one for one in running_clocks(walk) if one.title == title)
    assert isinstance(row.key, RecordPlace)
    walk.shell.open(row.key)
    return record_form(walk)


def _answer(editor: FieldEditor, answer: JsonValue | datetime) -> None:
    control = editor.control
    if isinstance(control, DateTimeEditor):
        assert isinstance(answer, datetime)
        local = answer.astimezone(COUNTY_ZONE)
        control.day.setText(local.date().isoformat())
        control.time.setText(local.strftime("%H:%M"))
        control.which.setCurrentIndex(local.fold)
    elif isinstance(control, DateEditor):
        control.line.setText(str(answer))
    elif isinstance(control, QComboBox):
        values = ["", *(one.value for one in editor.spec.choices)]
        control.setCurrentIndex(
            {True: 1, False: 2}[answer] if isinstance(answer, bool) else values.index(str(answer))
        )
    elif isinstance(control, QLineEdit):
        control.setText(str(answer))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(str(answer))
    else:
        assert isinstance(answer, list)
        boxes = control.findChildren(QCheckBox)
        for word, box in zip(editor.spec.choices, boxes, strict=True):
            box.setChecked(word.value in answer)

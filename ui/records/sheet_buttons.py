# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving the sheet of an absence for law enforcement, or for NCMEC; logged before it is written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.clock_rules import Party
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.absence_sheet import write_sheet
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.places import RecordPlace
from ui.record_views import AbsenceSheet
from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_button

AskPath = Callable[[QWidget, str, str], Path | None]


class SheetButtons(QWidget):
    """Two buttons.

    Attributes:
        unsaved: something was typed since; a sheet holds only what is saved.

    Signals:
        failed: a ShownError.
        saved: what to say of it.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, kit: Kit, place: RecordPlace, ask_path: AskPath) -> None:
        super().__init__()
        self._kit, self._place, self._ask_path = kit, place, ask_path
        self.unsaved = False
        self.law = make_button(
            self.tr("Sheet for &law enforcement"), partial(self._on_save, Party.LAW_ENFORCEMENT)
        )
        self.ncmec = make_button(self.tr("Sheet for &NCMEC"), partial(self._on_save, Party.NCMEC))
        row = FlowLayout(self)
        for button in (self.law, self.ncmec):
            kit.theme.put_icon(button, "print")
            row.addWidget(button)

    def _on_save(self, party: Party) -> None:
        record = self._place.record
        if record is None:
            return
        if self.unsaved:
            self.failed.emit(
                ShownError("The sheet holds only what is saved.", "Save first, then try again.")
            )
            return
        name = "report-1.pdf" if party is Party.LAW_ENFORCEMENT else "report-2.pdf"
        path = self._ask_path(self, self.tr("Save sheet"), name)
        if path is not None:
            records, case = self._kit.workspace.records, self._place.case
            self._kit.runner.run(
                lambda: records.absence_sheet(case, record),
                context=self,
                done=lambda sheet: self._write(path, sheet, party),
                failed=self.failed.emit,
            )

    def _write(self, path: Path, sheet: AbsenceSheet, party: Party) -> None:
        try:
            save_pdf(path, render_paper(write_sheet(sheet, party, self._kit.moments)))
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))

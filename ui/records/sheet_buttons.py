# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving the sheet of an absence for law enforcement, or for NCMEC; logged before it is written."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.clock_rules import Party
from casework.ids import RecordId
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.absence_sheet import write_sheet
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.places import RecordPlace
from ui.records.photo_choice import PhotoChoice, make_small
from ui.screening.flow import FlowLayout
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button

AskPath = Callable[[QWidget, str, str], Path | None]


class SheetButtons(QWidget):
    """Which photograph, and two buttons.

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
        self.photo = PhotoChoice(kit, place.case)
        self.law = make_button(
            self.tr("Sheet for &law enforcement"), partial(self._on_save, Party.LAW_ENFORCEMENT)
        )
        self.ncmec = make_button(self.tr("Sheet for &NCMEC"), partial(self._on_save, Party.NCMEC))
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.law, self.ncmec):
            kit.theme.put_icon(button, "print")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.unit)
        column.addWidget(buttons)
        column.addWidget(self.photo)

    def show_for(self, *, is_absence: bool) -> None:
        """Show them below an absence that is saved."""
        self.setVisible(is_absence)
        if is_absence:
            self.photo.look()

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
            photo = self.photo.chosen
            self._kit.runner.run(
                lambda: self._make(record, party, photo),
                context=self,
                done=partial(self._save, path),
                failed=self.failed.emit,
            )

    def _make(self, record: RecordId, party: Party, photo: RecordId | None) -> bytes:
        workspace, case = self._kit.workspace, self._place.case
        sheet = workspace.records.absence_sheet(case, record, photo)
        content = b"" if photo is None else make_small(workspace.documents.photograph(case, photo))
        data = render_paper(write_sheet(sheet, party, self._kit.moments, content))
        digest = hashlib.sha256(data).hexdigest()
        workspace.records.note_given(case, record, party, digest)
        return data

    def _save(self, path: Path, data: bytes) -> None:
        try:
            save_pdf(path, data)
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))

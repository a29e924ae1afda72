# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving signed minutes for paper; logged before they are made."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.ids import RecordId
from casework.vocabulary import RecordKind
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.minutes import write_minutes
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.places import RecordPlace
from ui.records.sheet_buttons import AskPath
from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_button


class MinutesButton(QWidget):
    """One button.

    Signals:
        failed: a ShownError.
        saved: what to say of it.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, kit: Kit, place: RecordPlace, ask_path: AskPath) -> None:
        super().__init__()
        self._kit, self._place, self._ask_path = kit, place, ask_path
        self.print = make_button(self.tr("&Print minutes"), self._on_print)
        kit.theme.put_icon(self.print, "print")
        FlowLayout(self).addWidget(self.print)
        self.setVisible(False)

    def show_for(self, kind: RecordKind) -> None:
        """Show it below minutes."""
        self.setVisible(kind is RecordKind.MINUTES and self._place.record is not None)

    def _on_print(self) -> None:
        record = self._place.record
        if record is None:
            return
        path = self._ask_path(self, self.tr("Save minutes"), "minutes.pdf")
        if path is not None:
            self._kit.runner.run(
                partial(self._make, record),
                context=self,
                done=partial(self._save, path),
                failed=self.failed.emit,
            )

    def _make(self, record: RecordId) -> bytes:
        made = self._kit.workspace.records.print_minutes(self._place.case, record)
        return render_paper(write_minutes(made, self._kit.moments))

    def _save(self, path: Path, data: bytes) -> None:
        try:
            save_pdf(path, data)
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving the summary of a case for paper; logged before it is made."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.ids import CaseId
from ui.dialogs.save_file import ask_pdf_path
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.case_summary import write_case_summary
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.widgets.looks import make_button


class SummaryButton(QWidget):
    """A quiet button.

    Signals:
        failed: a ShownError.
        saved: what to say of it.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__()
        self._kit, self._case = kit, case
        self.ask_path = ask_pdf_path
        self.print = make_button(self.tr("Print s&ummary"), self._on_print, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.print)

    def _on_print(self) -> None:
        path = self.ask_path(self, self.tr("Save summary"), "summary.pdf")
        if path is not None:
            self._kit.runner.run(
                self._make, context=self, done=partial(self._save, path), failed=self.failed.emit
            )

    def _make(self) -> bytes:
        summary = self._kit.workspace.cases.summary(self._case)
        return render_paper(write_case_summary(summary, self._kit.moments))

    def _save(self, path: Path, data: bytes) -> None:
        try:
            save_pdf(path, data)
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving one record for paper; logged before it is made."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.ids import RecordId
from casework.paper import GrantedPaper
from casework.vocabulary import RecordKind
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.places import RecordPlace
from ui.records.sheet_buttons import AskPath
from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_button


class PaperOf(NamedTuple):
    """What a button prints: which kind of record, in which words, and how it is made.

    Attributes:
        file: its name tells nothing of the case.
        write: logs it and says what stands on it.
    """

    kind: RecordKind
    label: str
    caption: str
    file: str
    write: Callable[[RecordId], GrantedPaper]


class PaperButton(QWidget):
    """One button, below a record of its kind that was saved.

    Signals:
        failed: a ShownError.
        saved: what to say of it.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, kit: Kit, place: RecordPlace, ask_path: AskPath, paper: PaperOf) -> None:
        super().__init__()
        self._kit, self._place, self.ask_path, self._paper = kit, place, ask_path, paper
        self.print = make_button(paper.label, self._on_print)
        kit.theme.put_icon(self.print, "print")
        FlowLayout(self).addWidget(self.print)
        self.setVisible(False)

    def show_for(self, kind: RecordKind) -> None:
        """Show it below a record of its kind."""
        self.setVisible(kind is self._paper.kind and self._place.record is not None)

    def _on_print(self) -> None:
        record = self._place.record
        if record is None:
            return
        path = self.ask_path(self, self._paper.caption, self._paper.file)
        if path is not None:
            self._kit.runner.run(
                lambda: render_paper(self._paper.write(record)),
                context=self,
                done=partial(self._save, path),
                failed=self.failed.emit,
            )

    def _save(self, path: Path, data: bytes) -> None:
        try:
            save_pdf(path, data)
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))

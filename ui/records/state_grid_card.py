# SPDX-License-Identifier: AGPL-3.0-or-later
"""The CSEC status rows as they are retyped into the state's grid, and which are not there yet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.ids import CaseId
from casework.state_targets import GridRow
from casework.vocabulary import RecordKind
from forms.exports.kinds import ExportKind
from ui.dialogs.save_file import ask_copy_path, save_copy
from ui.errors import ShownError
from ui.kit import Kit
from ui.models.rows import Row
from ui.places import RecordPlace
from ui.record_words import say_word
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_button
from ui.widgets.row_list import RowList

AskPath = Callable[[QWidget, ExportKind, str], Path | None]
SaveCopy = Callable[[Path, bytes], None]


class StateGridCard(QWidget):
    """Every row in the grid's order; hidden while there is none.

    Signals:
        wanted: the form of a row.
        failed: a ShownError.
        saved: what to say of it.
    """

    wanted = Signal(object)
    failed = Signal(object)
    saved = Signal(str)

    def __init__(
        self,
        kit: Kit,
        case: CaseId,
        ask_path: AskPath = ask_copy_path,
        save: SaveCopy = save_copy,
    ) -> None:
        super().__init__()
        self._kit, self._case, self._ask_path, self._save_copy = kit, case, ask_path, save
        heading = self.tr("To retype into CWS/CMS, in the order of its grid")
        self.save = make_button(self.tr("Save as CSV"), self._on_save, "quiet")
        self.missing = Banner(kit.theme, "warning")
        self.rows = RowList(kit.theme, heading)
        self.rows.chosen.connect(self.wanted)
        card = Card(heading, self.save, flush=True)
        card.put(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.missing)
        column.addWidget(card)
        self.hide()

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows."""
        missing = sum(one.entered_on is None for one in rows)
        words = self.tr("CSEC status not in the state system yet: {count}. Nothing is sent there.")
        self.missing.say(words.format(count=missing) if missing else "")
        self.rows.show_rows([self._row(one) for one in rows])
        self.setVisible(bool(rows))

    def _row(self, row: GridRow) -> Row:
        day = self._kit.moments.day
        ended = self.tr("open") if row.ended_on is None else day(row.ended_on)
        said = [self._say_code(row), f"{day(row.started_on)} – {ended}"]
        if row.entered_on is not None:
            entered = self.tr("{day} by {name}")
            said.append(entered.format(day=day(row.entered_on), name=row.entered_by))
        return Row(
            key=RecordPlace(self._case, RecordKind.STATUS_ROW, row.record),
            title=say_word(row.type),
            detail=" · ".join(said),
            tag=self.tr("Not entered yet") if row.entered_on is None else self.tr("Entered"),
            tone="warning" if row.entered_on is None else "plain",
        )

    def _say_code(self, row: GridRow) -> str:
        if row.code is None:
            return self.tr("Code not known")
        if not row.code.confirmed:
            # The doubt stands before the code, so that a narrow window never cuts it off.
            return self.tr("Not confirmed, look it up: {code}").format(code=row.code.code)
        return self.tr("Code {code}").format(code=row.code.code)

    def _on_save(self) -> None:
        path = self._ask_path(self, ExportKind.CSV, "status.csv")
        if path is not None:
            records, case = self._kit.workspace.records, self._case
            self._kit.runner.run(
                lambda: records.export_grid(case),
                context=self,
                done=lambda content: self._write(path, content),
                failed=self.failed.emit,
            )

    def _write(self, path: Path, content: bytes) -> None:
        try:
            self._save_copy(path, content)
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""One box to check: the person has read or done what the question says."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.widgets.press_button import TickBox

DONE = "OK"


class TriggerEditor(Editor):
    """Checked is `OK`; unchecked is no answer, never no."""

    def __init__(self) -> None:
        super().__init__()
        self._marking = False
        self.box = TickBox(self.tr("OK"))
        self.box.toggled.connect(self._on_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)

    def show_state(self, state: QuestionState) -> None:
        """Show whether it is checked."""
        self._marking = True
        self.box.setChecked(state.answer == DONE)
        self._marking = False
        self.box.setEnabled(not state.readonly)

    def choose_number(self, number: int) -> bool:
        """1 checks and unchecks."""
        if number != 1:
            return False
        self.box.setFocus()
        self.box.click()
        return True

    def clear_choice(self) -> bool:
        """Uncheck."""
        if not self.box.isChecked():
            return False
        self.box.click()
        return True

    def focus_target(self) -> QWidget:
        """The box."""
        return self.box

    def _on_toggled(self) -> None:
        if not self._marking:
            self.given.emit(DONE if self.box.isChecked() else None)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways of not answering, set apart from every answer so that none is taken for "no"."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from forms.answers import Answer, Missing
from ui.missing_words import say_missing
from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_label, make_tool

KEYS = {
    Missing.NOT_ASKED: 7,
    Missing.DECLINED: 8,
    Missing.NO_INFORMATION: 9,
    Missing.NOT_APPLICABLE: 0,
}


class MissingRow(QWidget):
    """Switches, of which one at most is on.

    Signals:
        given: a `Missing`, or None when it is taken back.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._marking = False
        self._buttons: dict[Missing, QToolButton] = {}
        row = FlowLayout(self)
        row.addWidget(make_label(self.tr("No answer:"), "small", wrap=False))
        for way, key in KEYS.items():
            button = make_tool(say_missing(way), lambda: None, "missing")
            button.setCheckable(True)
            button.toggled.connect(partial(self._on_toggled, way))
            button.setToolTip(self.tr("Alt+{key}").format(key=key))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._buttons[way] = button
            row.addWidget(button)

    def show_answer(self, answer: Answer, question: str, *, readonly: bool) -> None:
        """Show which way, if any, was chosen."""
        self._marking = True
        for way, button in self._buttons.items():
            button.setChecked(answer is way)
            button.setEnabled(not readonly)
            button.setAccessibleDescription(question)
        self._marking = False

    def press_key(self, key: int) -> bool:
        """Press the switch with a key; False when there is none."""
        way = next((one for one, number in KEYS.items() if number == key), None)
        if way is None:
            return False
        self._buttons[way].click()
        return True

    def _on_toggled(self, way: Missing, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not self._marking:
            self.given.emit(way if on else None)

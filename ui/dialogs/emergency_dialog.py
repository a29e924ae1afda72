# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a case in an emergency: why it cannot wait, and who else knows of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.ask_dialog import AskDialog
from ui.half_typed import Typed
from ui.sharing_views import PersonView
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class EmergencyDialog(AskDialog):
    """Asks for a reason and a second person; says beforehand what follows.

    Signals:
        wished: the reason and the hat of the second person.
    """

    wished = Signal(str, str)
    FREE = ("reason",)

    def __init__(self, parent: QWidget, people: tuple[PersonView, ...]) -> None:
        super().__init__(parent)
        self.setMinimumWidth(520)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(self.tr("Why it cannot wait"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(96)
        self.second = QComboBox()
        self.second.setEditable(True)
        self.second.setMinimumContentsLength(20)
        self.second.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.second.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.second.setAccessibleName(self.tr("Second person who knows"))
        for one in people:
            self.second.addItem(one.label, one.hat)
        completer = self.second.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.second.setCurrentIndex(-1)
        self.open_it = make_button(self.tr("Open for 24 hours"), self._on_open, "primary")
        self._build()
        self.reason.textChanged.connect(self._on_changed)
        self.second.editTextChanged.connect(self._on_changed)
        self._on_changed()
        self.reason.setFocus()

    def read_typed(self) -> Typed:
        """See AskDialog."""
        return {"reason": self.reason.toPlainText(), "second": self._chosen()}

    def put_typed(self, kept: Typed) -> None:
        """See AskDialog."""
        self.second.setCurrentIndex(self.second.findData(kept.get("second")))
        self.reason.setPlainText(kept.get("reason", ""))
        self.reason.moveCursor(QTextCursor.MoveOperation.End)

    def _build(self) -> None:
        outer, layout = QVBoxLayout(self), QVBoxLayout()
        outer.setContentsMargins(*(self.margin,) * 4)
        outer.setSpacing(MEASURES.unit)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(self.tr("Open in an emergency"), "section"))
        layout.addWidget(
            make_label(
                self.tr(
                    "What other agencies wrote about this youth opens to you for 24 hours and "
                    "then closes by itself. The second person is told, your supervisor reviews "
                    "it, and every part you are shown is written down."
                )
            )
        )
        for words, control in (
            (self.tr("&Why it cannot wait"), self.reason),
            (self.tr("&Second person who knows"), self.second),
        ):
            label = QLabel(words)
            label.setBuddy(control)
            layout.addWidget(label)
            layout.addWidget(control)
        outer.addWidget(self.make_scrolling(layout), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.open_it)
        outer.addLayout(buttons)

    def _chosen(self) -> str:
        """The hat whose whole line stands in the box; empty for none."""
        at = self.second.findText(self.second.currentText())
        return "" if at < 0 else str(self.second.itemData(at))

    def _on_changed(self) -> None:
        told = bool(self.reason.toPlainText().strip())
        self.open_it.setEnabled(told and bool(self._chosen()))
        self.changed.emit()

    def _on_open(self) -> None:
        self.keep_typed()
        self.wished.emit(self.reason.toPlainText().strip(), self._chosen())
        self.accept()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a case in an emergency: why it cannot wait, who else knows of it, what it will show.

Invariant: nothing is opened before what it will show, to whom, until when, stands there to be read.
"""

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

from ui.dialogs.ask_dialog import LOWEST_ABOVE_PREVIEW, AskDialog
from ui.half_typed import Typed
from ui.sharing_views import EmergencyChoices
from ui.sharing_words import say_as_of, say_preview
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

# The preview needs the room of a low screen; the fields scroll there.


class EmergencyDialog(AskDialog):
    """Asks for a reason and a second person; says beforehand what follows.

    Args:
        by_index: of a case that is not here, whose 24 hours begin when the county opens it.

    Signals:
        wished: the reason and the hat of the second person.
    """

    wished = Signal(str, str)
    FREE = ("reason",)

    def __init__(
        self,
        parent: QWidget,
        moments: Moments,
        choices: EmergencyChoices,
        *,
        by_index: bool = False,
    ) -> None:
        super().__init__(parent)
        self._opens = choices.told.refusal is None
        self.setMinimumWidth(520)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(self.tr("Why it cannot wait"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(96)
        self.second = self._make_second(choices)
        self.preview = make_label(say_preview(choices.told, moments), "strong")
        self._as_of = make_label(say_as_of(choices.as_of, moments), "small")
        if by_index:
            words = self.tr("The 24 hours count from the moment you open it.")
            self._as_of.setText(f"{words} {self._as_of.text()}")
        self.open_it = make_button(self.tr("Open for 24 hours"), self._on_open, "primary")
        self._build()
        self.reason.textChanged.connect(self._on_changed)
        self.second.editTextChanged.connect(self._on_changed)
        self._on_changed()
        self.reason.setFocus()

    def _make_second(self, choices: EmergencyChoices) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setMinimumContentsLength(20)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(self.tr("Second person who knows"))
        for one in choices.people:
            box.addItem(one.label, one.hat)
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCurrentIndex(-1)
        return box

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
        outer.addWidget(self.make_scrolling(layout, LOWEST_ABOVE_PREVIEW), 1)
        outer.addWidget(self.preview)
        outer.addWidget(self._as_of)
        self._make_room()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.open_it)
        outer.addLayout(buttons)

    def _make_room(self) -> None:
        """Room for what stands below the fields, so that no field is cut off on a usual screen."""
        width = self.minimumWidth() - 2 * self.margin
        below = sum(one.heightForWidth(width) for one in (self.preview, self._as_of))
        most = self.screen().availableGeometry().height() - self.margin
        self.resize(self.width(), min(self.height() + below, most))

    def _chosen(self) -> str:
        """The hat whose whole line stands in the box; empty for none."""
        at = self.second.findText(self.second.currentText())
        return "" if at < 0 else str(self.second.itemData(at))

    def _on_changed(self) -> None:
        told = bool(self.reason.toPlainText().strip())
        self.open_it.setEnabled(self._opens and told and bool(self._chosen()))
        self.changed.emit()

    def _on_open(self) -> None:
        self.keep_typed()
        self.wished.emit(self.reason.toPlainText().strip(), self._chosen())
        self.accept()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a contact note."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from casework.record_parts import LONGEST_TEXT, Fault, FaultCode
from ui.dialogs.ask_dialog import AskDialog
from ui.dialogs.confirm import Confirm, Enter
from ui.record_words import say_fault
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, make_moment

PAUSE_MS = 400

Keep = Callable[[str], None]


def keep_nothing(text: str) -> None:
    """Where there is no place to keep words."""
    del text


class NoteDialog(AskDialog):
    """Asks when a contact took place and what was said; typed words are never lost.

    Args:
        parent: the screen it belongs to.
        moments: how moments are shown.
        now: the latest possible moment.
        kept: words typed earlier and not saved as a note.
        keep: takes the words while they are typed, so that a lock or a crash leaves them here.
        heading: what kind of note it is; a contact note when empty.
    """

    def __init__(
        self,
        parent: QWidget,
        moments: Moments,
        now: datetime,
        kept: str = "",
        keep: Keep = keep_nothing,
        heading: str = "",
    ) -> None:
        super().__init__(parent)
        self._moments = moments
        self._keep = keep
        self._heading = heading or self.tr("Contact note")
        self._last_kept = kept
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_typed)
        self.setMinimumWidth(480)
        self.when = make_moment(moments.to_widget(now))
        self.when.setCalendarPopup(False)
        self.when.setMaximumDateTime(moments.to_widget(now))
        self.when.setAccessibleName(self.tr("When the contact took place"))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("What happened"))
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(60)
        self.words.setPlaceholderText(self.tr("What was seen and said, in plain words"))
        self.save = make_button(self.tr("Save note"), self.accept, "primary")
        self.save.setEnabled(False)
        self.save.setShortcut("Ctrl+Return")
        self.fault = make_label("", "error")
        self.fault.hide()
        self.words.textChanged.connect(self._on_text)
        self.words.setPlainText(kept)
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self._pause.stop()
        self._build()
        self.words.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        moments: Moments,
        now: datetime,
        kept: str = "",
        keep: Keep = keep_nothing,
        heading: str = "",
    ) -> tuple[str, datetime] | None:
        """The note and when it happened, or None when the worker changed their mind."""
        dialog = cls(parent, moments, now, kept, keep, heading)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            happened = moments.from_widget(dialog.when.dateTime(), now)
            return dialog.words.toPlainText().strip(), happened
        finally:
            dialog.deleteLater()

    def reject(self) -> None:
        """Ask before throwing words away."""
        if self.words.toPlainText().strip() and not Confirm.ask(
            self,
            self.tr("Throw this note away?"),
            self.tr("It has not been saved."),
            self.tr("Throw away"),
            self.tr("Keep writing"),
            Enter.NO,
        ):
            return
        self.words.clear()
        self.keep_typed()
        super().reject()

    def accept(self) -> None:
        """The words become a note; whoever asked keeps them from here on."""
        self.keep_typed()
        super().accept()

    def keep_typed(self) -> None:
        """Hand over what is typed, if it changed since the last time."""
        self._pause.stop()
        typed = self.words.toPlainText()
        if typed != self._last_kept:
            self._last_kept = typed
            self._keep(typed)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(self._heading, "section"))
        layout.addWidget(self._named(self.tr("&When"), self.when))
        layout.addWidget(self.when)
        layout.addWidget(self._named(self.tr("What &happened"), self.words))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.fault)
        layout.addWidget(
            make_label(
                self.tr("A saved note cannot be changed; a correction is a new note."), "small"
            )
        )
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.save)
        layout.addLayout(buttons)

    def _say_length(self, length: int) -> None:
        """Say beside the words that they are too long; nothing of them is cut off."""
        told = {"length": str(length), "most": str(LONGEST_TEXT)}
        words = say_fault(Fault("text", FaultCode.TOO_LONG, told)) if length > LONGEST_TEXT else ""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.words.setAccessibleDescription(words)

    def _named(self, text: str, control: QWidget) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(control)
        return label

    def _on_text(self) -> None:
        typed = self.words.toPlainText().strip()
        self.save.setEnabled(0 < len(typed) <= LONGEST_TEXT)
        self._say_length(len(typed))
        # Not restarted by the next key: words are kept while the worker goes on typing.
        if not self._pause.isActive():
            self._pause.start()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""An organization's recovery key on paper: writing its code down, and typing it in again.

The code is on the screen while the dialog is open and nowhere else; Escape always means no.
"""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from casework.phone_codes import is_whole, tidy
from ui.dialogs.ask_dialog import AskDialog
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

GROUPS_A_LINE = 4


class _PaperDialog(AskDialog):
    """A heading, what it means, one line to type, yes and no."""

    def __init__(self, parent: QWidget, heading: str, yes: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        self.setMinimumWidth(460)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(self.margin, self.margin, self.margin, 0)
        self.column.setSpacing(MEASURES.unit)
        self.column.addWidget(make_label(heading, "section"))
        self.typed = QLineEdit()
        self.no = make_button(self.tr("Cancel"), self.reject)
        self.yes = make_button(yes, self.accept, "primary")
        self.yes.setEnabled(False)

    def finish(self, words: str, name: str) -> None:
        """Put the line and the buttons under what was said."""
        label = QLabel(words)
        label.setBuddy(self.typed)
        self.typed.setAccessibleName(name)
        self.column.addWidget(label)
        self.column.addWidget(self.typed)
        self.column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(self.margin, MEASURES.unit, self.margin, self.margin)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = self.make_scrolling(self.column)
        outer.addWidget(area, 1)
        outer.addLayout(buttons)
        inner = area.widget()
        assert inner is not None
        wanted = inner.heightForWidth(self.minimumWidth()) + 4 * self.margin
        self.resize(self.minimumWidth(), min(self.height(), wanted))
        self.typed.setFocus()


class MakePaper(_PaperDialog):
    """The code, to be written on paper; its last letters are typed again before it counts."""

    def __init__(self, parent: QWidget, code: str) -> None:
        super().__init__(parent, self.tr("A recovery key on paper"), self.tr("It is on paper"))
        groups = code.split("-")
        self._last = groups[-1]
        self.column.addWidget(
            make_label(
                self.tr(
                    "Whoever has this code and a laptop of your organization can read every note. "
                    "Write it on paper by hand and lock it away where only your organization gets "
                    "at it; never give it to the county. It is shown this once."
                )
            )
        )
        lines = (" ".join(groups[:GROUPS_A_LINE]), " ".join(groups[GROUPS_A_LINE:]))
        self.code = make_label("\n".join(lines), "section")
        self.code.setAccessibleName(" ".join(groups))
        self.column.addWidget(self.code)
        self.finish(
            self.tr("Type the &last group from your paper"),
            self.tr("The last group from your paper"),
        )
        self.typed.textChanged.connect(self._on_typing)

    @classmethod
    def ask(cls, parent: QWidget, code: str) -> bool:
        """Whether it is on paper now."""
        dialog = cls(parent, code)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.code.clear()
            dialog.deleteLater()

    def _on_typing(self, text: str) -> None:
        self.yes.setEnabled(tidy(text) == self._last)


class UsePaper(_PaperDialog):
    """The code from the paper."""

    def __init__(self, parent: QWidget) -> None:
        heading = self.tr("Use the recovery key on paper")
        super().__init__(parent, heading, self.tr("Read the notes here"))
        self.column.addWidget(
            make_label(
                self.tr(
                    "For when no laptop of your organization is left that could admit this one. "
                    "Afterwards let the lost laptops go and make a new recovery key: this paper "
                    "has been out of its place."
                )
            )
        )
        self.finish(self.tr("&Code on the paper"), self.tr("Code on the paper"))
        self.typed.textChanged.connect(lambda text: self.yes.setEnabled(is_whole(text)))

    @classmethod
    def ask(cls, parent: QWidget) -> str:
        """The code; empty where the worker thought better of it."""
        dialog = cls(parent)
        try:
            said = dialog.exec() == QDialog.DialogCode.Accepted
            return dialog.typed.text() if said else ""
        finally:
            dialog.typed.clear()
            dialog.deleteLater()

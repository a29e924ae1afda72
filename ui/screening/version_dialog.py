# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moving a draft to another version of its form would change, before anything is moved."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.draft_views import KeptAnswerRow, VersionChange
from ui.missing_words import say_missing
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class VersionDialog(AskDialog):
    """Lists the changes; the worker decides. Escape always means no.

    Args:
        change: what would change, or None to only show what is kept.
        kept: answers that are already kept aside.
    """

    def __init__(
        self, parent: QWidget, change: VersionChange | None, kept: Sequence[KeptAnswerRow] = ()
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Kept from another version of this form")
        if change is not None:
            heading = self.tr("Move to version {version}?").format(version=change.version)
        follows = self.tr(
            "No answer is dropped: what has no place is kept with the screening, signed along with "
            "it, and comes back when you move back."
        )
        self.setAccessibleName(heading)
        self.setAccessibleDescription(follows)
        self.setMinimumSize(480, 360)
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(heading)
        lines = self._describe(change) if change is not None else []
        lines += self._section(self.tr("Kept from another version"), say_rows(kept))
        self.list.setPlainText("\n".join(lines) or self.tr("Only small details change."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(heading, "section"))
        layout.addWidget(make_label(follows, "soft"))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._buttons(asks=change is not None))

    @classmethod
    def ask(
        cls, parent: QWidget, change: VersionChange | None, kept: Sequence[KeptAnswerRow] = ()
    ) -> bool:
        """Whether the worker decided to move."""
        dialog = cls(parent, change, kept)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def _buttons(self, *, asks: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.no = make_button(self.tr("Stay") if asks else self.tr("Close"), self.reject)
        row.addWidget(self.no)
        self.yes = make_button(self.tr("Move"), self.accept, "primary")
        self.yes.setVisible(asks)
        row.addWidget(self.yes)
        self.no.setDefault(True)
        self.no.setFocus()
        return row

    def _describe(self, change: VersionChange) -> list[str]:
        renamed = [f"{before} → {after}" for before, after in change.renamed]
        lines = self._section(self.tr("Questions added"), change.added)
        lines += self._section(self.tr("Questions removed"), change.removed)
        lines += self._section(self.tr("Questions worded otherwise"), renamed)
        lines += self._section(
            self.tr("Answers that no longer fit and would be kept aside"), say_rows(change.unfit)
        )
        if change.scoring_changed:
            lines += self._section(
                self.tr("Score"), [self.tr("Points or bands are worked out otherwise.")]
            )
        return lines

    @staticmethod
    def _section(title: str, rows: Sequence[str]) -> list[str]:
        return [title, *(f"  • {one}" for one in rows), ""] if rows else []


def say_rows(rows: Sequence[KeptAnswerRow]) -> list[str]:
    """Each kept answer on a line: the question, and what was answered."""
    return [
        f"{one.label}: {say_missing(one.missing) if one.missing is not None else one.answer}"
        for one in rows
    ]

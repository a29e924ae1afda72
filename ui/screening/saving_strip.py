# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far the saving of many screenings has come, and the way to stop it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from ui.jobs import Cancellation
from ui.screening.editors.files import say_size
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class SavingStrip(QFrame):
    """Stands on the page while a copy is made; stopping leaves no file.

    Args:
        in_bytes: what is counted are bytes.
    """

    def __init__(self, total: int, *, in_bytes: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.cancelled = Cancellation()
        self._total, self._in_bytes = total, in_bytes
        self.words = make_label("", wrap=False)
        self.bar = QProgressBar()
        self.bar.setRange(0, total)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Saving"))
        self.stop = make_button(self.tr("Stop"), self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, MEASURES.half, MEASURES.gap, MEASURES.half)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.show_progress(0)

    def show_progress(self, done: int) -> None:
        """Show how many are read."""
        self.bar.setValue(done)
        said = say_size if self._in_bytes else str
        words = self.tr("Saving: {done} of {total}")
        words = words.format(done=said(done), total=said(self._total))
        self.words.setText(words)
        self.bar.setAccessibleDescription(words)

    def _on_stop(self) -> None:
        self.cancelled.cancel()
        self.stop.setEnabled(False)

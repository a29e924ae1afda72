# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a sync has come, as a bar and in words."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.sync_progress import SyncPhase, SyncProgress
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label


class SyncProgressBar(QWidget):
    """Indeterminate while the total is unknown."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the sync"))
        self._words = make_label("", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.unit)
        column.addWidget(self._bar)
        column.addWidget(self._words)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def begin(self) -> None:
        """Show that something begins."""
        self.show_progress(SyncProgress(SyncPhase.CONNECTING))

    def say_stopping(self) -> None:
        """Show that the sync stops at its next step."""
        self._bar.setRange(0, 0)
        self._words.setText(self.tr("Stopping after this step; nothing is lost."))

    def show_progress(self, progress: SyncProgress) -> None:
        """Show a step and its counts."""
        total = progress.total or 0
        self._bar.setRange(0, total)
        self._bar.setValue(min(progress.done, total))
        name = {
            SyncPhase.CONNECTING: self.tr("Connecting to the county"),
            SyncPhase.GATHERING: self.tr("Gathering what the file holds"),
            SyncPhase.WRITING: self.tr("Writing the file"),
            SyncPhase.SENDING: self.tr("Sending"),
            SyncPhase.RECEIVING: self.tr("Receiving"),
            SyncPhase.SENDING_FILES: self.tr("Sending file {number} of {files}"),
            SyncPhase.RECEIVING_FILES: self.tr("Receiving file {number} of {files}"),
        }[progress.phase]
        name = name.format(number=progress.number, files=progress.files)
        if progress.total is not None:
            counts = self.tr("{done} of {total}").format(
                done=self._count(progress, progress.done),
                total=self._count(progress, progress.total),
            )
            name = f"{name}: {counts}"
        elif progress.done:
            name = f"{name}: {progress.done}"
        if progress.size:
            name = f"{name} · {QLocale().formattedDataSize(progress.size, 1)}"
        self._words.setText(name)

    def _count(self, progress: SyncProgress, count: int) -> str:
        return QLocale().formattedDataSize(count, 1) if progress.files else str(count)

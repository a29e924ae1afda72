# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small window while a training county is made anew: how far it is, and a way to stop it."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.errors import ShownError
from ui.text import say_error
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.looks import make_button, make_label


class ResetStep(StrEnum):
    """The steps, in order."""

    COUNTY = "county"
    LAPTOP = "laptop"


class ResetWindow(QWidget):
    """Shown between two windows of the training laptop.

    Args:
        cancel: asks for the end of what is being done; what there was before stays.

    Signals:
        closed: there is nothing more to wait for.
    """

    closed = Signal()

    def __init__(self, theme: Theme, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._cancel = cancel
        self._failed = False
        self.setWindowTitle("Fieldfare")
        self.setProperty("look", "column")
        self.setMinimumWidth(440)
        self.words = make_label("", "strong")
        self.bar = QProgressBar()
        self.bar.setRange(0, 2 * len(ResetStep))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.problem = Banner(theme)
        self.stop = make_button(self.tr("&Cancel"), self._on_stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MEASURES.wide_gap,) * 4)
        column.setSpacing(MEASURES.gap)
        column.addWidget(make_label(self.tr("Training begins anew"), "section"))
        for widget in (self.words, self.bar, self.problem):
            column.addWidget(widget)
        column.addWidget(
            make_label(self.tr("Until it is done, what was practised before stays."), "soft")
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        column.addLayout(row)

    def show_step(self, step: ResetStep) -> None:
        """Say what is being done."""
        self.words.setText(
            {
                ResetStep.COUNTY: self.tr("Making the county and its youths …"),
                ResetStep.LAPTOP: self.tr("Making the first laptop …"),
            }[step]
        )
        self.bar.setValue(2 * list(ResetStep).index(step) + 1)

    def show_problem(self, error: ShownError) -> None:
        """Say why there is no new county; the old one is used on."""
        self._failed = True
        self.words.setText("")
        self.problem.say(say_error(error), "danger")
        self.stop.setText(self.tr("&Close"))
        self.stop.setAccessibleName(self.tr("Close"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it stops what is being done."""
        self._cancel()
        event.accept()
        if self._failed:
            self.closed.emit()

    def _on_stop(self) -> None:
        if self._failed:
            self.closed.emit()
            return
        self._cancel()
        self.stop.setEnabled(False)
        self.words.setText(self.tr("Stopping …"))

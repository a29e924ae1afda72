# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying what happened and when it was heard of, so that the clocks of the law start."""

from datetime import datetime

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from casework.clock_rules import ClockStart
from ui.dialogs.ask_dialog import AskDialog
from ui.record_words import say_word
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, make_moment
from ui.widgets.press_button import TickBox

OFFERED = (
    ClockStart.ABUSE_SUSPECTED,
    ClockStart.VICTIM_KNOWN,
    ClockStart.CRISIS,
    ClockStart.IDENTIFIED,
)


class StartClocksDialog(AskDialog):
    """Asks what started, and when this agency received the information."""

    def __init__(self, parent: QWidget, moments: Moments, now: datetime) -> None:
        super().__init__(parent)
        self.setMinimumWidth(440)
        self.boxes = {one: TickBox(say_word(one)) for one in OFFERED}
        self.when = make_moment(moments.to_widget(now))
        self.when.setMaximumDateTime(moments.to_widget(now))
        self.when.setAccessibleName(self.tr("When you received the information"))
        self.start = make_button(self.tr("Start the clocks"), self.accept, "primary")
        self.start.setEnabled(False)
        self.start.setDefault(True)
        for one, box in self.boxes.items():
            box.setAccessibleName(say_word(one))
            box.toggled.connect(self._on_toggled)
        self._build()
        self.boxes[OFFERED[0]].setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, moments: Moments, now: datetime
    ) -> tuple[list[ClockStart], datetime] | None:
        """What started and when it was heard of; None when the worker changed their mind."""
        dialog = cls(parent, moments, now)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            chosen = [one for one, box in dialog.boxes.items() if box.isChecked()]
            return chosen, moments.from_widget(dialog.when.dateTime(), now)
        finally:
            dialog.deleteLater()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        fields = QVBoxLayout()
        fields.setContentsMargins(0, 0, MEASURES.unit, 0)
        fields.setSpacing(MEASURES.unit)
        fields.addWidget(make_label(self.tr("Start the clocks of a report"), "section"))
        for box in self.boxes.values():
            fields.addWidget(box)
        named = QLabel(self.tr("&When you received the information"))
        named.setBuddy(self.when)
        fields.addWidget(named)
        fields.addWidget(self.when)
        fields.addWidget(
            make_label(
                self.tr("What has to be done by when then stands on Today, also offline."), "small"
            )
        )
        fields.addStretch(1)
        layout.addWidget(self.make_scrolling(fields), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.start)
        layout.addLayout(buttons)

    def _on_toggled(self) -> None:
        self.start.setEnabled(any(box.isChecked() for box in self.boxes.values()))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notice before use (CJIS Security Policy 5.5.4): it stays until it is acknowledged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.start import Notice
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import make_scroll

WIDTH = 560


class NoticePage(QWidget):
    """Says the county's words in the language of the screens, or the program's own.

    Signals:
        acknowledged: the worker read it and goes on to log on.
    """

    acknowledged = Signal()

    def __init__(self, notice: Notice, language: str) -> None:
        super().__init__()
        self.setProperty("look", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        county = notice.spanish if language == "es" else notice.english
        self.words = make_label(county or self._own_words())
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = self.tr("Before you log on")
        self.setAccessibleName(title)
        self.agree = make_button(
            self.tr("I understand and &agree"), self.acknowledged.emit, "primary"
        )
        self.agree.setAutoDefault(True)
        self.agree.setAccessibleDescription(self.words.text())
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(MEASURES.margin,) * 4)
        column.setSpacing(MEASURES.gap)
        column.addWidget(make_label(title, "title"))
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.agree)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._corner = QHBoxLayout()
        self._corner.setContentsMargins(MEASURES.unit, MEASURES.unit, MEASURES.unit, 0)
        self._corner.addStretch(1)
        outer.addLayout(self._corner)
        outer.addWidget(make_scroll(_centre(card)))

    def add_corner(self, widget: QWidget) -> None:
        """Put a control into the upper right corner."""
        self._corner.addWidget(widget)

    def take_focus(self) -> None:
        """Enter or space acknowledges."""
        self.agree.setFocus()

    def _own_words(self) -> str:
        return self.tr(
            "This is a restricted information system. Use of it may be monitored, recorded and "
            "audited. Unauthorized use is prohibited and may bring criminal and civil penalties. "
            "Using this system means that you consent to monitoring and recording."
        )


def _centre(card: QWidget) -> QWidget:
    inner = QWidget()
    down = QVBoxLayout(inner)
    down.addStretch(2)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card, 100)
    across.addStretch(1)
    down.addLayout(across)
    down.addStretch(3)
    return inner

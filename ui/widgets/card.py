# SPDX-License-Identifier: AGPL-3.0-or-later
"""A titled surface that holds one thing."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label


class Card(QFrame):
    """A surface with an optional heading, to which content is added."""

    def __init__(
        self, heading: str = "", aside: QWidget | None = None, *, flush: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.heading = make_label(heading, "section")
        self.body = QVBoxLayout(self)
        side = 1 if flush else 20
        self.body.setContentsMargins(side, 14, side, 6 if flush else 18)
        self.body.setSpacing(MEASURES.unit)
        if heading or aside is not None:
            top = QHBoxLayout()
            top.setContentsMargins(19 if flush else 0, 0, 19 if flush else 0, 2)
            top.addWidget(self.heading, 1)
            if aside is not None:
                top.addWidget(aside)
            self.body.addLayout(top)

    def put(self, widget: QWidget) -> None:
        """Add content below what is there."""
        self.body.addWidget(widget)

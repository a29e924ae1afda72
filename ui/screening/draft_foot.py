# SPDX-License-Identifier: AGPL-3.0-or-later
"""The strip below a screening: where one is, which keys help, back and on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.tokens import MEASURES
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.looks import make_button, make_label


class DraftFoot(QFrame):
    """The primary action stands at its right end, where the eye ends.

    Signals:
        stepped: 1 for onward, -1 for back.
    """

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self.previous = make_button(self.tr("&Previous"), lambda: self.stepped.emit(-1))
        self.onward = make_button(self.tr("Ne&xt"), lambda: self.stepped.emit(1), "primary")
        self._step = make_label("", "small", wrap=False)
        self._keys = ElidedLabel(
            self.tr("Number keys choose · Enter goes on · Ctrl+PgDn next section"), "small"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, MEASURES.unit, MEASURES.gap, MEASURES.unit)
        row.setSpacing(MEASURES.gap)
        row.addWidget(self._step)
        row.addWidget(self._keys, 1)
        row.addStretch(0)
        row.addWidget(self.previous)
        row.addWidget(self.onward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of the keys where there is room to tell it whole."""
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        others = (self._step, self.previous, self.onward)
        taken = sum(one.sizeHint().width() for one in others) + 5 * MEASURES.gap
        room = self.width() - taken
        self._keys.setVisible(0 < self._keys.sizeHint().width() <= room)

    def show_section(self, at: int, total: int) -> None:
        """Show the place among the sections."""
        self._show(
            self.tr("Section {at} of {total}").format(at=at + 1, total=total),
            self.tr("Ne&xt"),
            is_first=at == 0,
            helps=True,
        )
        self.onward.setEnabled(True)

    def show_signing(self, *, ready: bool) -> None:
        """Offer to sign."""
        self._show("", self.tr("&Sign…"), is_first=False, helps=False)
        self.onward.setEnabled(ready)

    def _show(self, step: str, verb: str, *, is_first: bool, helps: bool) -> None:
        self._step.setText(step)
        self.onward.setText(verb)
        self.onward.setAccessibleName(verb.replace("&", ""))
        self.previous.setEnabled(not is_first)
        self._keys.say(
            self.tr("Number keys choose · Enter goes on · Ctrl+PgDn next section") if helps else ""
        )
        self._fit_keys()

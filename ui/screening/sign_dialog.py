# SPDX-License-Identifier: AGPL-3.0-or-later
"""The last question before signing: what the worker takes up, and a result of their own.

It asks about what a result suggests and starts nothing; a result of their own needs a reason and
stands beside the computed one.
"""

from collections.abc import Sequence
from textwrap import fill

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.ask_dialog import AskDialog
from ui.draft_views import SigningChoices
from ui.screening.evidence_words import say_clock
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label
from ui.widgets.press_button import TickBox

LONGEST_REASON = 4_000
WIDTH, MARGINS = 540, 130
LINE = 56
"""Characters of a tick's words in one line; Qt does not break them by itself."""


class SignDialog(AskDialog):
    """Signs, or not yet.

    Args:
        clocks: deadlines the result suggests.
        bands: (name, label) of every other result the worker may set; empty without a score.
    """

    def __init__(
        self,
        parent: QWidget,
        signer: str,
        clocks: Sequence[str],
        bands: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sign this screening?"))
        self.setMinimumWidth(WIDTH)
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(MEASURES.unit)
        self._inner.addWidget(make_label(self.tr("Sign this screening?"), "section"))
        follows = self.tr(
            "It is signed as {name} and can no longer be changed. It records what was seen and "
            "said; it decides nothing by itself."
        ).format(name=signer)
        self.setAccessibleDescription(follows)
        self._inner.addWidget(make_label(follows, "soft"))
        self.ticks = {clock: TickBox(fill(say_clock(clock), LINE)) for clock in clocks}
        self.own = TickBox(self.tr("Set another result, with a reason"))
        self.band = QComboBox()
        self.reason = QPlainTextEdit()
        self._put_clocks()
        self._put_override(bands)
        self._put_buttons()
        self._show_own()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        signer: str,
        clocks: Sequence[str] = (),
        bands: Sequence[tuple[str, str]] = (),
    ) -> SigningChoices | None:
        """What the worker decided, or None when they do not sign yet."""
        dialog = cls(parent, signer, clocks, bands)
        try:
            return dialog.choices() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def choices(self) -> SigningChoices:
        """What is ticked and written now."""
        own = self.own.isChecked()
        return SigningChoices(
            override_band=str(self.band.currentData()) if own else "",
            override_reason=self.reason.toPlainText().strip() if own else "",
            taken=frozenset(clock for clock, tick in self.ticks.items() if tick.isChecked()),
        )

    def _put_clocks(self) -> None:
        if not self.ticks:
            return
        self._inner.addSpacing(MEASURES.unit)
        asks = self.tr("The result suggests this. Will you do it? Nothing starts by itself.")
        self._inner.addWidget(make_label(asks))
        for clock, tick in self.ticks.items():
            tick.setAccessibleName(say_clock(clock))
            self._inner.addWidget(tick)

    def _put_override(self, bands: Sequence[tuple[str, str]]) -> None:
        for name, label in bands:
            self.band.addItem(label, name)
        self.band.setAccessibleName(self.tr("Result"))
        self.reason.setAccessibleName(self.tr("Reason for another result"))
        self.reason.setPlaceholderText(self.tr("What led you to it; the computed result stays"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(76)
        if not bands:
            self.own.hide()
        self._inner.addSpacing(MEASURES.unit)
        for widget in (self.own, self.band, self.reason):
            self._inner.addWidget(widget)
        self.own.toggled.connect(self._show_own)
        self.reason.textChanged.connect(self._show_own)

    def _put_buttons(self) -> None:
        held = QWidget()
        held.setLayout(self._inner)
        self._inner.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(held)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.gap)
        layout.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.no = make_button(self.tr("Not yet"), self.reject)
        self.yes = make_button(self.tr("Sign"), self.accept, "primary")
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout.addLayout(buttons)
        self.yes.setDefault(True)
        self.yes.setFocus()

    def _show_own(self) -> None:
        own = self.own.isChecked()
        self.band.setVisible(own)
        self.reason.setVisible(own)
        written = self.reason.toPlainText().strip()
        self.yes.setEnabled(not own or 0 < len(written) <= LONGEST_REASON)
        self._inner.activate()
        needed = self._inner.heightForWidth(WIDTH - 2 * self.margin)
        parent = self.parentWidget()
        room = parent.window().height() - MARGINS if parent is not None else needed
        self.resize(WIDTH, min(needed, room) + MARGINS)
        if own:
            self._area.ensureWidgetVisible(self.reason)

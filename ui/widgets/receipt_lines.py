# SPDX-License-Identifier: AGPL-3.0-or-later
"""The last receipt, in three lines: sent, held and why, received."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import Kit
from ui.sync_views import ReceiptView
from ui.text import say_note, say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_label


class ReceiptLines(QWidget):
    """Says what the last sync did, or that there was none."""

    def __init__(self, kit: Kit, receipt: ReceiptView | None) -> None:
        super().__init__()
        self._kit = kit
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(MEASURES.unit)
        if receipt is None:
            self._add("sync", self.tr("This laptop has not synced yet."))
            return
        self._lines.addWidget(make_label(kit.moments.minute(receipt.at), "small"))
        self._add("send", self.tr("Sent: {count}").format(count=receipt.sent))
        held = self.tr("Not taken: {count}").format(count=receipt.held)
        reasons = " ".join(dict.fromkeys(say_reason(one) for one in receipt.held_reasons))
        self._add(
            "refused" if receipt.held else "check",
            f"{held}. {reasons}" if reasons else held,
            "danger" if receipt.held else "text_soft",
        )
        received = self.tr("Received: {count}").format(count=receipt.received)
        left = self.tr("Cases no longer yours: {count}").format(count=receipt.left)
        self._add("case", f"{received}. {left}." if receipt.left else received)
        if receipt.note:
            self._add("warning", say_note(receipt.note, receipt.note_parameters), "warning")
        for sentence, form in receipt.kept_out:
            self._add("warning", say_note(sentence).format(form=form), "warning")

    def _add(self, icon: str, text: str, tone: str = "text_soft") -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconMark(self._kit.theme, icon, tone))
        row.addWidget(make_label(text), 1)
        self._lines.addLayout(row)

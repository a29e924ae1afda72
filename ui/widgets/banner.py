# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sentence that stands above or beside what it is about."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES, Tone
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_label, restyle

ICON_OF_TONE: dict[Tone, str] = {
    "plain": "open",
    "accent": "shield",
    "warning": "warning",
    "danger": "warning",
    "good": "check",
}


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, theme: Theme, tone: Tone = "danger", text: str = "") -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self._mark = IconMark(theme, ICON_OF_TONE[tone], _token(tone))
        self._label = make_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, 12, MEASURES.gap, 12)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._label, 1)
        restyle(self, tone=tone)
        self._write(text)
        if not text:
            self.hide()

    def text(self) -> str:
        """What it says now."""
        return self._label.text()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show a sentence, or hide when it is empty."""
        self._write(text)
        if tone is not None:
            self._mark.show_icon(ICON_OF_TONE[tone], _token(tone))
            restyle(self, tone=tone)
        self.setVisible(bool(text))

    def _write(self, text: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(text)


def _token(tone: Tone) -> str:
    return {"plain": "text_soft", "accent": "accent_text"}.get(tone, tone)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The strip above a screening: way back, whose it is, language of the form, autosave."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from ui.theme.theme import AIR, Theme
from ui.theme.tokens import MEASURES
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_label, make_tool

NARROW = 700


class DraftBar(QFrame):
    """Stays in sight while the questions scroll.

    Signals:
        left: the way back was chosen.
        language_chosen: a language of the form.
        handover_wanted: the youth is to answer alone.
    """

    left = Signal()
    handover_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._back = make_tool(self.tr("Back"), self.left.emit)
        theme.put_icon(self._back, "back")
        self._name = ElidedLabel("", "strong")
        self._form = ElidedLabel("", "small", lines=2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._form)
        self.handover = make_tool(self.tr("Hand over…"), self.handover_wanted.emit)
        self.handover.setToolTip(self.tr("Let the youth answer alone"))
        theme.put_icon(self.handover, "youth")
        self.handover.hide()
        self._saved_mark = IconMark(theme, "check", "good", 16)
        self._saved = make_label("", "small", wrap=False)
        self._narrow = False
        self._promised = True
        self.languages = make_tool("", self.setFocus)
        self.languages.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.languages.setToolTip(self.tr("Language of the form; answers stay as they are"))
        theme.put_icon(self.languages, "language")
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.unit, MEASURES.unit, MEASURES.gap, MEASURES.unit)
        row.setSpacing(MEASURES.unit)
        row.addWidget(self._back)
        row.addLayout(words, 1)
        row.addWidget(self._saved_mark)
        row.addWidget(self._saved)
        row.addSpacing(MEASURES.unit)
        row.addWidget(self.handover)
        row.addWidget(self.languages)
        self._say(self.tr("Every answer is saved as you give it"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the name when it is narrow."""
        super().resizeEvent(event)
        self._narrow = event.size().width() < NARROW
        style = Qt.ToolButtonStyle
        look = style.ToolButtonIconOnly if self._narrow else style.ToolButtonTextBesideIcon
        for tool in (self._back, self.handover, self.languages):
            tool.setToolButtonStyle(look)
        self._saved.setVisible(not (self._narrow and self._promised))

    @property
    def saved_text(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    def show_draft(self, name: str, form: str, languages: Sequence[str], current: str) -> None:
        """Show whose screening it is and in which languages it can be read."""
        self._name.say(name)
        self._form.say(form)
        self.languages.setText(AIR + _short(current))
        self.languages.setAccessibleName(
            self.tr("Language of the form: {language}").format(language=_short(current))
        )
        self._fill_menu(languages, current)
        self.languages.setVisible(len(languages) > 1)

    def say_saved(self, time: str) -> None:
        """Show when the latest answer was saved."""
        self._promised = False
        self._say(self.tr("Saved {time}").format(time=time))
        self._saved_mark.show_icon("check", "good")

    def say_unsaved(self) -> None:
        """Show that the latest answer is not saved."""
        self._promised = False
        self._say(self.tr("Not saved"))
        self._saved_mark.show_icon("warning", "danger")

    def _say(self, words: str) -> None:
        """Say how it stands with saving; where words have no room the mark says it alone."""
        self._saved.setText(words)
        self._saved.setVisible(not (self._narrow and self._promised))
        self._saved_mark.setToolTip(words)
        self._saved_mark.setAccessibleName(words)

    def _fill_menu(self, languages: Sequence[str], current: str) -> None:
        menu = QMenu(self.languages)
        menu.setAccessibleName(self.tr("Language of the form"))
        group = QActionGroup(menu)
        for language in languages:
            action = QAction(_short(language), group)
            action.setCheckable(True)
            action.setChecked(language == current)
            action.triggered.connect(partial(self._choose, language))
            menu.addAction(action)
        before = self.languages.menu()
        self.languages.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _choose(self, language: str) -> None:
        self.language_chosen.emit(language)


def _short(language: str) -> str:
    """`Español` of `Español (es)`."""
    return language.partition(" (")[0]

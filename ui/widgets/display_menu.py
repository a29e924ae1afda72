# SPDX-License-Identifier: AGPL-3.0-or-later
"""Language and colours of the screens, one button away everywhere."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from ui.languages import LANGUAGES
from ui.theme.theme import CHOICES, Theme


class DisplayMenu(QToolButton):
    """A button with a menu.

    Signals:
        language_chosen: `en` or `es`.
        theme_chosen: `system`, `light` or `dark`.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, theme: Theme, language: str) -> None:
        super().__init__()
        self.setText(self.tr("Display"))
        self.setAccessibleName(self.tr("Language and colours"))
        self.setToolTip(self.tr("Language and colours"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.put_icon(self, "display", "text_soft")
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.tr("Language and colours"))
        languages = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = self._add(name, languages, chosen=code == language)
            action.triggered.connect(lambda _=False, one=code: self.language_chosen.emit(one))
        self._menu.addSeparator()
        names = {
            "system": self.tr("Colours of the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        themes = QActionGroup(self)
        for choice in CHOICES:
            action = self._add(names[choice], themes, chosen=choice == theme.choice)
            action.triggered.connect(lambda _=False, one=choice: self.theme_chosen.emit(one))
        self.setMenu(self._menu)

    def _add(self, text: str, group: QActionGroup, *, chosen: bool) -> QAction:
        action = QAction(text, group)
        action.setCheckable(True)
        action.setChecked(chosen)
        self._menu.addAction(action)
        return action

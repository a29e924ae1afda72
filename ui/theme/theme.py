# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colour scheme in force, and who must be told when it changes.

Follows the system (QStyleHints.colorScheme) unless the worker chose light or dark. Icons put on
buttons through `put_icon` are tinted again on every change.
"""

import weakref
from typing import Literal

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication

from ui.theme.icons import make_icon
from ui.theme.stylesheet import make_stylesheet
from ui.theme.tokens import DARK, LIGHT, Colours

Choice = Literal["system", "light", "dark"]
AIR = "\u2002"
"""Stands between an icon and its words, which Qt sets too close together."""
ICON = 18
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")


class Theme(QObject):
    """Dresses the application.

    Signals:
        changed: the scheme is another one; painters must repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice: Choice = "system"
        self._iconed: list[tuple[weakref.ref[QAbstractButton], str, str]] = []
        self.colours: Colours = LIGHT
        self.choose(choice)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> Choice:
        """What the worker chose."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark scheme is in force."""
        return self.colours is DARK

    def choose(self, choice: str) -> None:
        """Take a scheme; anything unknown means the system's."""
        self._choice = next((one for one in CHOICES if one == choice), "system")
        self._apply()

    def put_icon(self, button: QAbstractButton, name: str, tone: str = "text") -> None:
        """Give a button an icon in the colour of a token, now and after every change."""
        self._iconed = [entry for entry in self._iconed if entry[0]() not in (None, button)]
        self._iconed.append((weakref.ref(button), name, tone))
        button.setIconSize(QSize(ICON, ICON))
        if button.text() and not button.text().startswith(AIR):
            button.setText(AIR + button.text())
        self._tint(button, name, tone)

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        self.colours = DARK if self._wants_dark() else LIGHT
        self._application.setPalette(_make_palette(self.colours))
        self._application.setStyleSheet(make_stylesheet(self.colours))
        for reference, name, tone in self._iconed:
            button = reference()
            if button is not None and shiboken6.isValid(button):
                self._tint(button, name, tone)
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._choice != "system":
            return self._choice == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _tint(self, button: QAbstractButton, name: str, tone: str) -> None:
        colours = self.colours
        button.setIcon(
            make_icon(name, getattr(colours, tone), colours.outline, colours.accent_text)
        )


def _make_palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.hover,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.text_soft,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.accent_text,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.text_soft))
    return palette

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making the Qt application: neutral name, one style, the system's own font at a readable size."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from ui.theme.tokens import MEASURES

NAME = "Fieldfare"


def create_application(argv: Sequence[str]) -> QApplication:
    """The application object; make it once, on the main thread, before any widget."""
    application = QApplication(list(argv))
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("fieldfare")
    dress_application(application)
    return application


def dress_application(application: QApplication) -> None:
    """Give an application the style that our sheet is written for."""
    application.setStyle("Fusion")
    font = application.font()
    if font.pointSizeF() < MEASURES.body_points:
        font.setPointSizeF(MEASURES.body_points)
        application.setFont(font)

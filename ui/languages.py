# SPDX-License-Identifier: AGPL-3.0-or-later
"""The languages of the screens, and putting one into force.

English is the language of the source; Spanish comes from the compiled file beside it. A form's
language is another matter: it is chosen on the screening itself.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

LANGUAGES = {"en": "English", "es": "Español"}
FOLDER = Path(__file__).with_name("translations")


class Speech(QObject):
    """Holds the installed translator."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translator = QTranslator(self)
        self._installed = False
        self.language = "en"

    def use(self, language: str) -> None:
        """Put a language into force; empty means the system's, and English when we lack it."""
        wanted = language or QLocale.system().name().partition("_")[0]
        self.language = wanted if wanted in LANGUAGES else "en"
        if self._installed:
            self._application.removeTranslator(self._translator)
            self._installed = False
        if self.language != "en":
            self._translator.load(f"fieldfare_{self.language}.qm", str(FOLDER))
            self._installed = self._application.installTranslator(self._translator)
        named = QLocale.Language.Spanish if self.language == "es" else QLocale.Language.English
        QLocale.setDefault(QLocale(named, QLocale.Country.UnitedStates))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The languages of the screens, and putting one into force.

English is the language of the source; Spanish comes from the compiled file beside it. A form's
language is another matter: it is chosen on the screening itself.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

LANGUAGES = {"en": "English", "es": "Español"}
FOLDER = Path(__file__).with_name("translations")
QT_FOLDER = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


class Speech(QObject):
    """Holds the installed translators: the screens' own, and Qt's for what it shows itself."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self.language = "en"

    def use(self, language: str) -> None:
        """Put a language into force; empty means the system's, and English when we lack it."""
        wanted = language or QLocale.system().name().partition("_")[0]
        self.language = wanted if wanted in LANGUAGES else "en"
        for one in self._installed:
            self._application.removeTranslator(one)
        self._installed = []
        if self.language != "en":
            self._install(f"qtbase_{self.language}.qm", QT_FOLDER)
            self._install(f"fieldfare_{self.language}.qm", FOLDER)
        named = QLocale.Language.Spanish if self.language == "es" else QLocale.Language.English
        QLocale.setDefault(QLocale(named, QLocale.Country.UnitedStates))

    def _install(self, file: str, folder: Path) -> None:
        translator = QTranslator(self)
        if translator.load(file, str(folder)) and self._application.installTranslator(translator):
            self._installed.append(translator)

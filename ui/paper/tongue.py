# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of ours in the language of a paper, which may be another than that of the screens."""

from PySide6.QtCore import QTranslator

from ui.languages import FOLDER, LANGUAGES


class Tongue:
    """One language; English is the language of the source."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._translator = QTranslator()
        if self.language != "en":
            self._translator.load(f"fieldfare_{self.language}.qm", str(FOLDER))

    def say(self, context: str, source: object) -> str:
        """A text, in English where there is no translation.

        Args:
            source: the English; `QT_TRANSLATE_NOOP` hands it on as an object.
        """
        english = str(source)
        return self._translator.translate(context, english) or english

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A voice that remembers what it was asked to say."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject


class QuietVoice:
    """Says nothing and goes on until it is stopped (ui.speech.Speech)."""

    def __init__(self, languages: Sequence[str] = ("en",)) -> None:
        self.languages = languages
        self.said: list[str] = []
        self.speaking = False
        self._tell: Callable[[], None] = lambda: None

    def has_voice(self, language: str) -> bool:
        return any(f"({one})" in language for one in self.languages)

    def say(self, text: str, language: str) -> None:
        assert self.has_voice(language)
        self.said.append(text)
        self._become(speaking=True)

    def stop(self) -> None:
        self._become(speaking=False)

    def is_speaking(self) -> bool:
        return self.speaking

    def on_change(self, tell: Callable[[], None]) -> None:
        self._tell = tell

    def _become(self, *, speaking: bool) -> None:
        self.speaking = speaking
        self._tell()

    def find(self, parent: QObject) -> "QuietVoice":
        """Stands in for ui.speech.find_speech."""
        del parent
        return self

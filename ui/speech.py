# SPDX-License-Identifier: AGPL-3.0-or-later
"""The computer's own voices, where it has them and Qt's text to speech is installed.

Invariants: only engines of this computer are used, never a service; nothing an answer holds is
ever spoken, since only questions are handed in; making the voices is put off until somebody wants
to hear something, because a speech service may take seconds to start.
"""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QLocale, QLoggingCategory, QObject

MODULE = "PySide6.QtTextToSpeech"
PRETENDED = "mock"
"""Qt's engine for tests, which says nothing."""


class Speech(Protocol):
    """Something that can say a text."""

    def has_voice(self, language: str) -> bool:
        """Whether there is a voice for a form's language, such as `Español (es)`."""
        ...

    def say(self, text: str, language: str) -> None:
        """Say a text, in place of what is being said."""
        ...

    def stop(self) -> None:
        """Fall silent at once."""
        ...

    def is_speaking(self) -> bool:
        """Whether something is being said."""
        ...

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call `tell` whenever speaking begins or ends."""
        ...


class SystemSpeech:
    """Qt's text to speech with one engine (ui.speech.Speech)."""

    def __init__(self, engine: Any, parent: QObject) -> None:
        self._engine = engine
        engine.setParent(parent)
        self._locales = {one.language(): one for one in engine.availableLocales()}

    def has_voice(self, language: str) -> bool:
        """As Speech.has_voice."""
        return locale_of(language).language() in self._locales

    def say(self, text: str, language: str) -> None:
        """As Speech.say."""
        self._engine.stop()
        self._engine.setLocale(self._locales[locale_of(language).language()])
        self._engine.say(text)

    def stop(self) -> None:
        """As Speech.stop."""
        self._engine.stop()

    def is_speaking(self) -> bool:
        """As Speech.is_speaking."""
        return bool(self._engine.state() == type(self._engine).State.Speaking)

    def on_change(self, tell: Callable[[], None]) -> None:
        """As Speech.on_change."""
        self._engine.stateChanged.connect(lambda _state: tell())


def can_speak() -> bool:
    """Whether reading aloud may be offered; quick, and says nothing of voices yet."""
    return importlib.util.find_spec(MODULE) is not None


def find_speech(parent: QObject, engine: str = "") -> Speech | None:
    """The computer's speech, or None where there is no engine or no voice.

    Args:
        parent: owns it.
        engine: name of Qt's engine; the first of this computer when empty.
    """
    # The audio library tells on its way in which optional parts it did not find.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false\nqt.speech.*=false")
    try:
        made = importlib.import_module(MODULE).QTextToSpeech
    except ImportError:
        return None
    engines = [one for one in made.availableEngines() if one != PRETENDED]
    chosen = engine or next(iter(engines), "")
    if not chosen:
        return None
    speech = made(chosen)
    if speech.state() == made.State.Error or not speech.availableLocales():
        return None
    return SystemSpeech(speech, parent)


def locale_of(language: str) -> QLocale:
    """The locale of `العربية (ar)`; the C locale when it names none."""
    return QLocale(language.rpartition("(")[2].rstrip(")"))

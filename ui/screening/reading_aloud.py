# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a question aloud to a youth who answers alone.

Invariants: what is said is the question, its hint and its choices, never an answer; it stops with
the question it belongs to.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from forms.markdown import to_plain
from forms.session import QuestionState
from ui.speech import Speech, can_speak, find_speech

MOST_CHOICES = 20
"""Choices read out; a longer list is looked through, not listened to."""


class ReadingAloud(QObject):
    """Offers to read, finds the voices when first asked, and remembers "every question".

    Signals:
        changed: speaking began or ended, or it turned out that it cannot.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        is_offered: bool | None = None,
        find: Callable[[QObject], Speech | None] = find_speech,
    ) -> None:
        super().__init__(parent)
        self.is_offered = can_speak() if is_offered is None else is_offered
        self.every_question = False
        self._find = find
        self._speech: Speech | None = None
        self._looked = False

    def is_speaking(self) -> bool:
        """Whether something is being said."""
        return self._speech is not None and self._speech.is_speaking()

    def has_voice(self, language: str) -> bool:
        """Whether a form's language can be read aloud; the first time, this takes a moment."""
        if not self.is_offered:
            return False
        if not self._looked:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._speech = self._find(self)
            finally:
                QApplication.restoreOverrideCursor()
            self._looked = True
            if self._speech is not None:
                self._speech.on_change(self.changed.emit)
        return self._speech is not None and self._speech.has_voice(language)

    def read(self, state: QuestionState, language: str) -> bool:
        """Read a question; False when there is no voice for its language."""
        if not self.has_voice(language) or self._speech is None:
            return False
        self._speech.say(words_of(state), language)
        return True

    def stop(self) -> None:
        """Fall silent."""
        if self._speech is not None:
            self._speech.stop()


def words_of(state: QuestionState) -> str:
    """What is said of a question."""
    parts = [to_plain(state.label), to_plain(state.hint)]
    parts += [to_plain(one.label) for one in state.choices[:MOST_CHOICES]]
    if len(state.choices) > MOST_CHOICES:
        more = QCoreApplication.translate("ReadingAloud", "There are more choices on the screen.")
        parts.append(more)
    return "\n".join(f"{one.rstrip('.:?!')}{_ending(one)}" for one in parts if one.strip())


def _ending(text: str) -> str:
    """A voice pauses at a full stop; a question keeps its mark."""
    return text.rstrip()[-1] if text.rstrip()[-1:] in "?!" else "."

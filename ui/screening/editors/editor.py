# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a question asks of the widget that takes its answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.session import QuestionState


class Editor(QWidget):
    """Base of the editors.

    Signals:
        given: an `Answer` was given or taken back (None).
        unreadable: typed words are no answer of this kind; carries the sentence.
    """

    given = Signal(object)
    unreadable = Signal(str)

    def show_state(self, state: QuestionState) -> None:
        """Show the question's answer, choices and rights as they are now."""
        raise TypeError(f"{type(self).__name__} must show {state.path}")

    def flush(self) -> None:
        """Give what is typed and not given yet."""

    def choose_number(self, number: int) -> bool:
        """Choose the choice with a number from 1; False when there is none."""
        del number
        return False

    def clear_choice(self) -> bool:
        """Take a chosen answer back; False when this kind has no choices."""
        return False

    def focus_target(self) -> QWidget:
        """Where the keyboard goes."""
        return self

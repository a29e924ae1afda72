# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a question asks of the widget that takes its answer.

Invariants of every editor:
- Empty is a state of its own, never zero, never the first choice.
- Nothing a person (or a program that reads the screen to one) sets through a control is lost: it
  is either given, or said to be unreadable.
- Each control carries the question's label as its name and the hint, with what is wrong, as its
  description.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from forms.session import QuestionState


class Editor(QWidget):
    """Base of the editors.

    Signals:
        given: an `Answer` was given or taken back (None).
        unreadable: typed words are no answer of this kind; carries the sentence, or "".
        finished: the answer is complete and the next question is wanted.
        grown: there are new controls, whose keys are the question's as well.
    """

    given = Signal(object)
    unreadable = Signal(str)
    finished = Signal()
    grown = Signal()
    answers = True
    """Whether there is anything to answer; a row of headings has nothing."""
    clearable = False
    """Whether an answer is taken back by a button, as there is no text to delete."""

    def show_state(self, state: QuestionState) -> None:
        """Show the question's answer, choices and rights as they are now."""
        raise TypeError(f"{type(self).__name__} must show {state.path}")

    def controls(self) -> Sequence[QWidget]:
        """The widgets that answer, each of which carries the question's name."""
        return (self.focus_target(),)

    def describe(self, name: str, description: str) -> None:
        """Tell what reads the screen aloud which question this is and what is wrong with it."""
        for control in self.controls():
            control.setAccessibleName(name)
            control.setAccessibleDescription(description)

    def flush(self) -> None:
        """Give what is typed and not given yet."""

    def choose_number(self, number: int) -> bool:
        """Choose what a number key stands for, the choices from 1; False when that is nothing."""
        del number
        return False

    def clear_choice(self) -> bool:
        """Take a chosen answer back; False when this kind has no choices."""
        return False

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Use a key before the question does; False to leave it."""
        del watched, event
        return False

    def focus_target(self) -> QWidget:
        """Where the keyboard goes."""
        return self

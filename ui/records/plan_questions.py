# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question of a safety plan in large type: words, a choice, or a signature.

Invariants: nothing typed is ever cut; what is too long is said and stays. The menus of fields lead
to the clipboard, which is not the youth's, so there are none.
"""

from pydantic import JsonValue
from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from casework.field_specs import Editor, FieldSpec
from casework.paper import Point, Strokes
from casework.record_parts import Fault, FaultCode
from casework.signatures import bound_strokes
from ui.record_words import say_fault, say_help, say_title, say_word
from ui.screening.editors.drawing import SIGNATURE_SHEET
from ui.screening.editors.paper import Paper
from ui.screening.flow import FlowLayout
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label
from ui.widgets.press_button import DotBox

LINES = 5
LONGEST_LINE = 200
LONGEST_PASTE = 20_000


class PlanQuestion(QFrame):
    """What is asked, and room to answer.

    Signals:
        changed: something was typed, chosen or drawn.
    """

    changed = Signal()

    def __init__(self, title: str, help_: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(MEASURES.gap)
        self.column.addWidget(make_label(title, "strong"))
        if help_:
            self.column.addWidget(make_label(help_, "soft"))
        self.problem = make_label("", "error")
        self.problem.hide()

    def read(self) -> JsonValue:
        """The answer as a record keeps it."""
        raise TypeError(f"{type(self).__name__} must say its answer")

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


class Words(QPlainTextEdit):
    """Room for words that takes no paste which could never fit.

    Signals:
        too_long: how many characters were not taken.
    """

    too_long = Signal(int)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, unless it is larger than any answer."""
        length = len(source.text())
        if length > LONGEST_PASTE:
            self.too_long.emit(length)
        else:
            super().insertFromMimeData(source)


class WordsQuestion(PlanQuestion):
    """Asks for words, or for one thing on each line."""

    def __init__(self, spec: FieldSpec, value: JsonValue) -> None:
        super().__init__(say_title(spec), say_help(spec))
        self.spec = spec
        self._several = spec.editor is Editor.LINES
        self.box = Words()
        self.box.setAccessibleName(say_title(spec))
        self.box.setAccessibleDescription(say_help(spec))
        self.box.setTabChangesFocus(True)
        self.box.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        words = "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
        self.box.setPlainText(words)
        self.box.textChanged.connect(self._on_typed)
        self.box.too_long.connect(self._on_too_long)
        self.column.addWidget(self.box)
        self.column.addWidget(self.problem)
        self.setFocusProxy(self.box)

    def showEvent(self, event: object) -> None:
        """As high as some lines of the large type."""
        self.box.setMinimumHeight(LINES * self.box.fontMetrics().lineSpacing() + MEASURES.gap)
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent

    def read(self) -> JsonValue:
        typed = self.box.toPlainText()
        if self._several:
            return [one.strip() for one in typed.splitlines() if one.strip()]
        return typed.strip()

    def _on_typed(self) -> None:
        value = self.read()
        most = LONGEST_LINE if self._several else self.spec.most
        found = value if isinstance(value, list) else [value]
        longest = max((len(str(one)) for one in found), default=0)
        self._say_length(longest if longest > most else 0, most)
        self.changed.emit()

    def _on_too_long(self, length: int) -> None:
        self._say_length(length, LONGEST_LINE if self._several else self.spec.most)

    def _say_length(self, length: int, most: int) -> None:
        told = {"length": str(length), "most": str(most)}
        fault = Fault(self.spec.name, FaultCode.TOO_LONG, told)
        self.say_problem(say_fault(fault) if length else "")


class ChoiceQuestion(PlanQuestion):
    """Asks for one of a few; each is a large target."""

    def __init__(self, spec: FieldSpec, title: str, value: JsonValue) -> None:
        super().__init__(title)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for word in spec.choices:
            button = DotBox(say_word(word))
            button.setAccessibleName(say_word(word))
            button.setChecked(word.value == value)
            self._group.addButton(button)
            self.column.addWidget(button)
            self.choices[word.value] = button
        self.column.addWidget(self.problem)
        self._group.buttonToggled.connect(lambda *_: self.changed.emit())
        first = next((one for one in self.choices.values() if one.isChecked()), None)
        self.setFocusProxy(first or next(iter(self.choices.values())))

    def read(self) -> JsonValue:
        return next((name for name, one in self.choices.items() if one.isChecked()), None)


class SignQuestion(PlanQuestion):
    """Room to sign with mouse, pen or finger.

    Signals:
        declined: they do not want to sign.
    """

    declined = Signal()

    def __init__(self, title: str, help_: str) -> None:
        super().__init__(title, help_)
        self.paper = Paper(SIGNATURE_SHEET)
        self.paper.setAccessibleName(title)
        self.paper.setAccessibleDescription(self.tr("Sign here with mouse, pen or finger."))
        self.paper.drawn.connect(self.changed.emit)
        self.again = make_button(self.tr("Start again"), self._on_again)
        self.without = make_button(self.tr("Do not sign"), self.declined.emit)
        self.column.addWidget(self.paper)
        ways = QWidget()
        row = FlowLayout(ways, MEASURES.gap)
        row.addWidget(self.again)
        row.addWidget(self.without)
        self.column.addWidget(ways)
        self.setFocusProxy(self.paper)

    @property
    def sheet_height(self) -> int:
        """Of what is drawn on, in thousandths of its width."""
        return round(1000 * SIGNATURE_SHEET.height() / SIGNATURE_SHEET.width())

    def strokes(self) -> Strokes:
        """What was drawn, in thousandths of the width."""
        scale, lowest = 1000 / SIGNATURE_SHEET.width(), self.sheet_height
        return bound_strokes(
            tuple(
                tuple(
                    Point(
                        min(max(round(spot.x() * scale), 0), 1000),
                        min(max(round(spot.y() * scale), 0), lowest),
                    )
                    for spot in stroke.points
                )
                for stroke in self.paper.strokes
            )
        )

    def read(self) -> JsonValue:
        return [[[x, y] for x, y in one] for one in self.strokes()]

    def _on_again(self) -> None:
        self.paper.put_below(None)
        self.changed.emit()

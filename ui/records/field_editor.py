# SPDX-License-Identifier: AGPL-3.0-or-later
"""One field of a record's form: its title, its control, and what is wrong with it.

Invariants: an empty control is no value, never a first choice; words that cannot be read stay as
typed and are said to be so; every control carries the field's title as its name.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo

from pydantic import JsonValue
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casework.field_specs import Editor, FieldSpec
from ui.approval_views import PersonChoice
from ui.record_words import say_help, say_title, say_word
from ui.screening.editors.dated import DateEditor
from ui.screening.editors.timed import DateTimeEditor
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, restyle
from ui.widgets.press_button import TickBox

TEXT_LINES, LIST_LINES = 4, 3


class FieldEditor(QFrame):
    """Asks one field.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, spec: FieldSpec, zone: tzinfo, people: Sequence[PersonChoice] = ()) -> None:
        super().__init__()
        self.spec = spec
        self._people = people
        self._zone = zone
        self._unreadable = ""
        self._fault = make_label("", "error")
        self._fault.hide()
        self.read: Callable[[], JsonValue] = lambda: None
        self._write: Callable[[JsonValue], None] = lambda _: None
        self.control = self._make()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        self.title = make_label("", "small")
        self._say_title(needed=spec.required)
        if spec.editor is not Editor.YES_NO:
            column.addWidget(self.title)
        column.addWidget(self.control)
        if say_help(spec):
            column.addWidget(make_label(say_help(spec), "soft"))
        column.addWidget(self._fault)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def put(self, value: JsonValue) -> None:
        """Show a value; nothing is said to have changed."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._write(value)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own

    def say_fault(self, sentence: str, *, needed: bool = False) -> None:
        """Say what is wrong, or that nothing is; what is needed now is not asked only if known."""
        if needed:
            self._say_title(needed=True)
        shown = sentence or self._unreadable
        self._fault.setText(shown)
        self._fault.setVisible(bool(shown))
        restyle(self, state="error" if shown else "")
        for control in self._named():
            control.setAccessibleDescription("\n".join(filter(None, (shown, say_help(self.spec)))))

    @property
    def fault(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._fault.text()

    def _say_title(self, *, needed: bool) -> None:
        name = say_title(self.spec)
        self.title.setText(name if needed else self.tr("{field} (if known)").format(field=name))

    def set_read_only(self) -> None:
        """Show without letting anything be changed."""
        self.control.setEnabled(False)

    def take_focus(self) -> None:
        """Put the keyboard into it."""
        self._named()[0].setFocus()

    def _named(self) -> list[QWidget]:
        inner = [one for one in self.control.findChildren(QWidget) if one.accessibleName()]
        return [self.control] if self.control.accessibleName() else inner or [self.control]

    def _make(self) -> QWidget:
        match self.spec.editor:
            case Editor.TEXT | Editor.LINES:
                return self._make_text()
            case Editor.DAY:
                return self._make_day()
            case Editor.MOMENT:
                return self._make_moment()
            case Editor.CHOICE | Editor.YES_NO_UNKNOWN:
                return self._make_choice()
            case Editor.PERSON:
                return self._make_person()
            case Editor.CHOICES:
                return self._make_choices()
            case Editor.YES_NO:
                return self._make_box()
            case Editor.LINE | Editor.NUMBER:
                return self._make_line()

    def _make_line(self) -> QWidget:
        line = QLineEdit()
        line.setAccessibleName(say_title(self.spec))
        number = self.spec.editor is Editor.NUMBER
        if number:
            line.setMaximumWidth(MEASURES.target * 3)

        def read() -> JsonValue:
            typed = line.text().strip()
            if not number:
                return typed
            return int(typed) if typed.isascii() and typed.isdigit() else (typed or None)

        self.read = read
        self._write = lambda value: line.setText("" if value is None else str(value))
        line.textChanged.connect(self._on_changed)
        return line

    def _make_text(self) -> QWidget:
        box = QPlainTextEdit()
        box.setAccessibleName(say_title(self.spec))
        box.setTabChangesFocus(True)
        several = self.spec.editor is Editor.LINES
        lines = LIST_LINES if several else TEXT_LINES
        box.setFixedHeight(lines * box.fontMetrics().lineSpacing() + 2 * MEASURES.unit)
        if several:
            box.setPlaceholderText(self.tr("One on each line"))

        def read() -> JsonValue:
            typed = box.toPlainText()
            if not several:
                return typed.strip()
            return [one.strip() for one in typed.splitlines() if one.strip()]

        def write(value: JsonValue) -> None:
            words = "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
            box.setPlainText(words)

        self.read, self._write = read, write
        box.textChanged.connect(self._on_changed)
        return box

    def _make_day(self) -> QWidget:
        editor = DateEditor()
        editor.describe(say_title(self.spec), say_help(self.spec))
        kept: list[JsonValue] = [None]

        def write(value: JsonValue) -> None:
            kept[0] = value
            editor.line.setText(str(value or ""))
            editor.flush()

        def given(answer: object) -> None:
            kept[0] = answer.isoformat() if isinstance(answer, date) else None
            self._on_changed()

        def read() -> JsonValue:
            editor.flush()
            return editor.line.text().strip() if self._unreadable else kept[0]

        self.read, self._write = read, write
        editor.given.connect(given)
        editor.unreadable.connect(self._on_unreadable)
        return editor

    def _make_moment(self) -> QWidget:
        editor = DateTimeEditor(self._zone)
        editor.describe(say_title(self.spec), say_help(self.spec))
        kept: list[JsonValue] = [None]

        def write(value: JsonValue) -> None:
            kept[0] = value
            words = value if isinstance(value, str) else ""
            try:
                editor.put(datetime.fromisoformat(words) if words else None)
            except ValueError:
                # Words that were no moment when they were kept are shown and said to be none.
                day, _, minute = words.partition(" ")
                editor.day.setText(day)
                editor.time.setText(minute)
                editor.flush()

        def given(answer: object) -> None:
            kept[0] = answer if isinstance(answer, str) else None
            self._on_changed()

        def read() -> JsonValue:
            editor.flush()
            return (
                " ".join(one.text() for one in editor.controls()) if self._unreadable else kept[0]
            )

        self.read, self._write = read, write
        editor.given.connect(given)
        editor.unreadable.connect(self._on_unreadable)
        return editor

    def _make_choice(self) -> QWidget:
        box = QComboBox()
        box.setAccessibleName(say_title(self.spec))
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        values: list[JsonValue] = [None]
        box.addItem(self.tr("Choose…") if self.spec.required else "–")
        if self.spec.editor is Editor.YES_NO_UNKNOWN:
            box.addItems([self.tr("Yes"), self.tr("No")])
            values += [True, False]
            box.setItemText(0, self.tr("Not known"))
        for word in self.spec.choices:
            box.addItem(say_word(word))
            values.append(word.value)
        self.read = lambda: values[max(0, box.currentIndex())]
        self._write = lambda value: box.setCurrentIndex(
            values.index(value) if value in values else 0
        )
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _make_person(self) -> QWidget:
        box = QComboBox()
        box.setAccessibleName(say_title(self.spec))
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        box.addItem("–", None)
        for one in self._people:
            box.addItem(one.name, one.hat)

        def write(value: JsonValue) -> None:
            at = box.findData(value) if value else 0
            if at < 0:
                box.addItem(self.tr("Somebody this laptop does not know"), value)
                at = box.count() - 1
            box.setCurrentIndex(at)

        def read() -> JsonValue:
            chosen = box.currentData()
            return str(chosen) if chosen else None

        self.read, self._write = read, write
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _make_choices(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        boxes: list[tuple[str, QCheckBox]] = []
        for word in self.spec.choices:
            box = TickBox(say_word(word))
            box.setAccessibleName(say_word(word))
            box.toggled.connect(self._on_changed)
            column.addWidget(box)
            boxes.append((word.value, box))

        def write(value: JsonValue) -> None:
            chosen = value if isinstance(value, list) else []
            for name, box in boxes:
                box.setChecked(name in chosen)

        self.read = lambda: [name for name, box in boxes if box.isChecked()]
        self._write = write
        return ground

    def _make_box(self) -> QWidget:
        box = TickBox(say_title(self.spec))
        box.setAccessibleName(say_title(self.spec))
        box.toggled.connect(self._on_changed)
        self.read = box.isChecked
        self._write = lambda value: box.setChecked(value is True)
        return box

    def _on_unreadable(self, sentence: str) -> None:
        self._unreadable = sentence
        self.say_fault("")

    def _on_changed(self) -> None:
        self.say_fault("")
        self.changed.emit()

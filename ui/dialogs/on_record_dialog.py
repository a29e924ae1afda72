# SPDX-License-Identifier: AGPL-3.0-or-later
"""What opens the own agency's work of a case: taking it back, letting somebody go, extending it.

Invariants: nothing is taken back without a reason; nothing is made longer before the worker has
read what it will show to whom until when.
"""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.ask_dialog import AskDialog
from ui.section_words import say_section
from ui.sharing_views import OnRecordView, PreviewLine
from ui.sharing_words import say_basis, say_preview
from ui.text import Moments, say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.looks import dress_moment, make_button, make_label

USUAL_DAYS = 30


class OnRecordDialog(AskDialog):
    """One ground at a time.

    Signals:
        taken_back: the ground's id and why.
        let_go: the ground's id and the hat whose participation ends.
        looked: the ground's id and the later last day whose preview is asked for.
        extended: the ground's id, the later last day that was read, and the cause.
    """

    taken_back = Signal(str, str)
    let_go = Signal(str, str)
    looked = Signal(str, object)
    extended = Signal(str, object, str)

    def __init__(self, parent: QWidget, moments: Moments, found: tuple[OnRecordView, ...]) -> None:
        super().__init__(parent)
        self._moments, self._found = moments, found
        self._read: date | None = None
        self.setMinimumWidth(520)
        self.ground = QComboBox()
        self.ground.setAccessibleName(self.tr("What is shared"))
        for one in found:
            self.ground.addItem(self._title(one), one.id)
        self.says = make_label()
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Why"))
        self.take_back = make_button(self.tr("&Take back"), self._on_take_back, "primary")
        self.who = QComboBox()
        self.who.setAccessibleName(self.tr("Who takes part no more"))
        self.end_part = make_button(self.tr("&End participation"), self._on_let_go)
        self.until = QDateEdit()
        self.until.setDisplayFormat("yyyy-MM-dd")
        dress_moment(self.until)
        self.until.setAccessibleName(self.tr("Later last day"))
        self.preview = make_label("", "strong")
        self.look = make_button(self.tr("&Preview"), self._on_look)
        self.extend = make_button(self.tr("E&xtend"), self._on_extend)
        self._build()
        self.ground.currentIndexChanged.connect(self._on_ground)
        self.reason.textChanged.connect(self._judge)
        self.until.dateChanged.connect(self._on_until)
        self._on_ground()

    def _title(self, one: OnRecordView) -> str:
        if one.until is None:
            return say_basis(one.basis)
        until = self.tr("{ground}, until {day}")
        return until.format(ground=say_basis(one.basis), day=self._moments.day(one.until))

    def _build(self) -> None:
        layout = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(self.margin,) * 4)
        layout.setContentsMargins(0, 0, MEASURES.unit, 0)
        layout.setSpacing(MEASURES.half)
        layout.addWidget(make_label(self.tr("What is shared of this case"), "section"))
        if not self._found:
            self._put_nothing(layout)
        self._put(layout, self.tr("&What is shared"), self.ground)
        layout.addWidget(self.says)
        self._put(layout, self.tr("Wh&y"), self.reason)
        layout.addWidget(self.take_back)
        self._of_people = self._put(layout, self.tr("Who takes &part no more"), self.who)
        layout.addWidget(self.end_part)
        self._of_window = self._put(layout, self.tr("&Later last day"), self.until)
        row = QHBoxLayout()
        row.addWidget(self.look)
        row.addWidget(self.extend)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.preview)
        layout.addStretch(1)
        outer.addWidget(self.make_scrolling(layout), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.close_it = make_button(self.tr("Close"), self.reject)
        buttons.addWidget(self.close_it)
        outer.addLayout(buttons)

    def _put_nothing(self, layout: QVBoxLayout) -> None:
        layout.addWidget(
            make_label(
                self.tr(
                    "Nothing your agency wrote of this case is shared. To share a part of it, "
                    "close this and choose Share…"
                )
            )
        )

    def _put(self, layout: QVBoxLayout, words: str, control: QWidget) -> QLabel:
        label = QLabel(words)
        label.setBuddy(control)
        layout.addWidget(label)
        layout.addWidget(control)
        label.setVisible(bool(self._found))
        control.setVisible(bool(self._found))
        return label

    def chosen(self) -> OnRecordView | None:
        """The ground that is looked at."""
        named = self.ground.currentData()
        return next((one for one in self._found if one.id == named), None)

    def _on_ground(self) -> None:
        one = self.chosen()
        self.says.setVisible(one is not None)
        self.take_back.setVisible(one is not None)
        people = () if one is None or len(one.to) < 2 or not one.may_let_go else one.to
        extends = one is not None and one.may_extend
        of_people: tuple[QWidget, ...] = (self._of_people, self.who, self.end_part)
        of_window = (self._of_window, self.until, self.look, self.extend, self.preview)
        for control in (*of_people, *of_window):
            control.setVisible(bool(people) if control in of_people else extends)
        self.who.clear()
        for hat, name in people:
            self.who.addItem(name, hat)
        if one is not None:
            self.says.setText(self._say(one))
        if one is not None and one.until is not None:
            ends = self._moments.to_widget(one.until).date()
            self.until.setMinimumDate(ends.addDays(1))
            self.until.setDate(ends.addDays(USUAL_DAYS))
        self._on_until()

    def _say(self, one: OnRecordView) -> str:
        names = ", ".join(name for _, name in one.to) or "–"
        words = self.tr("Shows {parts} to {names}.")
        said = words.format(parts=", ".join(map(say_section, one.sections)), names=names)
        if one.refusal is not None:
            return f"{said} {say_reason(one.refusal)}"
        return f"{said} " + self.tr("Taken back, it closes to all of them.")

    def _on_until(self) -> None:
        self._read = None
        self.preview.setText(self.tr("Look at the preview before you extend."))
        self._judge()

    def _judge(self) -> None:
        one, why = self.chosen(), bool(self.reason.text().strip())
        self.take_back.setEnabled(one is not None and one.may_end and why)
        self.extend.setEnabled(self._read is not None and why)

    def show_preview(self, lines: tuple[PreviewLine, ...], ground: str, until: date) -> None:
        """Say what a later end would show; only then may it be decided.

        Args:
            ground, until: what was looked at; another that was chosen since has to be looked at.
        """
        day = self._moments.day_of_widget(self.until.date())
        if (ground, until) != (self.ground.currentData(), day):
            return
        self._read = until
        self.preview.setText("\n".join(say_preview(one, self._moments) for one in lines))
        self._judge()

    def _on_take_back(self) -> None:
        self.taken_back.emit(str(self.ground.currentData()), self.reason.text().strip())
        self.accept()

    def _on_let_go(self) -> None:
        self.let_go.emit(str(self.ground.currentData()), str(self.who.currentData()))
        self.accept()

    def _on_look(self) -> None:
        day = self._moments.day_of_widget(self.until.date())
        self.looked.emit(str(self.ground.currentData()), day)

    def _on_extend(self) -> None:
        if self._read is not None:
            ground, why = str(self.ground.currentData()), self.reason.text().strip()
            self.extended.emit(ground, self._read, why)
            self.accept()

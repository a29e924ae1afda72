# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day, typed or picked from a calendar that opens below the line.

A form that asks for another calendar gets the day typed in ours, with what that calendar calls it
beside, so that nobody has to convert and nothing is converted behind their back.
"""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from forms.definition import Control
from forms.session import QuestionState
from ui.screening.editors.calendars import say_calendar, say_day
from ui.screening.editors.editor import Editor
from ui.screening.editors.typed import TypedEditor
from ui.screening.readings import UnreadableAnswer, Writing, plain_writing
from ui.widgets.looks import make_label, make_tool

WIDEST = 380
ROWS, ROW_AIR = 8, 13
"""Of a calendar: its head, the weekdays and six weeks."""


class DateEditor(Editor):
    """A line for the date, with a calendar on request.

    Args:
        writing: how the date is written; a whole day when None.
        popup: a calendar may be opened.
        system: another calendar to show the day in, or empty.
    """

    def __init__(
        self, writing: Writing | None = None, *, popup: bool = True, system: str = ""
    ) -> None:
        super().__init__()
        self._writing = writing or plain_writing(Control.DATE)
        self._system = system
        self.typed = TypedEditor(Control.DATE, self._writing)
        self.line = self.typed.line
        self.typed.given.connect(self._on_given)
        self.typed.unreadable.connect(self.unreadable)
        self._calendar: QCalendarWidget | None = None
        self.open = make_tool(self.tr("Calendar"), lambda: None, "switch")
        self.open.setCheckable(True)
        self.open.toggled.connect(lambda _: self._on_open())
        self._other = make_label("", "soft", wrap=False)
        self.typed.row.insertWidget(1, self.open)
        self.typed.row.insertWidget(2, self._other)
        self.open.setVisible(popup)
        self._other.setVisible(bool(system))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.typed)

    def show_state(self, state: QuestionState) -> None:
        """Show the date, unless another is being typed."""
        self.typed.show_state(state)
        self.open.setEnabled(not state.readonly)
        day = state.answer if isinstance(state.answer, date) else None
        self._show_other(day)
        if state.readonly:
            self._fold()

    def describe(self, name: str, description: str) -> None:
        """The line carries the name; the button says whose calendar it opens."""
        other = self._other.text()
        self.typed.describe(name, "\n".join(part for part in (description, other) if part))
        self.open.setAccessibleDescription(name)
        if self._calendar is not None:
            self._calendar.setAccessibleName(name)

    def flush(self) -> None:
        """Give what is typed."""
        self.typed.flush()

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Escape closes the calendar."""
        del watched
        if event.key() != Qt.Key.Key_Escape or not self.open.isChecked():
            return False
        self._fold()
        self.line.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def _show_other(self, day: date | None) -> None:
        if not self._system:
            return
        called = say_day(self._system, day) if day is not None else None
        name = say_calendar(self._system)
        name = name[:1].upper() + name[1:]
        self._other.setText(f"{name}: {called}" if called is not None else "")

    def _on_given(self, answer: object) -> None:
        self._show_other(answer if isinstance(answer, date) else None)
        self.given.emit(answer)

    def _on_open(self) -> None:
        if not self.open.isChecked():
            if self._calendar is not None:
                self._calendar.hide()
            return
        if self._calendar is None:
            self._calendar = self._make_calendar()
        day = self._day() or QDate.currentDate()
        self._calendar.setSelectedDate(day)
        self._calendar.show()
        self.grown.emit()
        self._calendar.setFocus(Qt.FocusReason.TabFocusReason)

    def _day(self) -> QDate | None:
        try:
            answer = self._writing.read(self.line.text())
        except UnreadableAnswer:
            return None
        return QDate(answer.year, answer.month, answer.day) if isinstance(answer, date) else None

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setAccessibleName(self.line.accessibleName())
        calendar.setMaximumWidth(WIDEST)
        calendar.setGridVisible(False)
        calendar.setLocale(QLocale())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.clicked.connect(self._on_picked)
        calendar.activated.connect(self._on_picked)
        calendar.setMinimumHeight(ROWS * (self.fontMetrics().height() + ROW_AIR))
        # Qt paints weekends red and its arrows black, whatever the colours in force.
        plain = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, plain)
        for name, arrow in (("prevmonth", "‹"), ("nextmonth", "›")):
            button = calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if button is not None:
                button.setIcon(QIcon())
                button.setText(arrow)
        for inner in calendar.findChildren(QWidget):
            if not inner.accessibleName():
                inner.setAccessibleName(self._say_part(inner.objectName()))
        self._column.addWidget(calendar)
        return calendar

    def _on_picked(self, day: QDate) -> None:
        picked = date(day.year(), day.month(), day.day())
        self._fold()
        self.line.setFocus(Qt.FocusReason.TabFocusReason)
        self.typed.put_typed(self._writing.show(picked))

    def _fold(self) -> None:
        self.open.setChecked(False)

    def _say_part(self, name: str) -> str:
        """What a part of Qt's calendar is for."""
        return {
            "qt_calendar_prevmonth": self.tr("Previous month"),
            "qt_calendar_nextmonth": self.tr("Next month"),
            "qt_calendar_monthbutton": self.tr("Month"),
            "qt_calendar_yearbutton": self.tr("Year"),
            "qt_calendar_yearedit": self.tr("Year"),
        }.get(name, self.tr("Calendar"))

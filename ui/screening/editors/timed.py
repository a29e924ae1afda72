# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day together with a time of day, each in a line of its own.

Kept as `2026-11-23T14:30:00.000-08:00`: the offset is the zone's on that very day. A time that the
clocks show twice on the night they go back is asked about: which of the two is meant.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from forms.answers import Missing
from forms.definition import Control
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.typed import NARROW_WIDTH, NARROWEST, PAUSE_MS
from ui.screening.readings import UnreadableAnswer, plain_writing, read_time, show_time
from ui.theme.tokens import MEASURES
from ui.widgets.looks import restyle


class DateTimeEditor(Editor):
    """A line for the date and one for the time; both or neither.

    Args:
        zone: the zone the time is meant in; the laptop's own when None.
    """

    def __init__(self, zone: tzinfo | None = None) -> None:
        super().__init__()
        self._zone = zone
        self._shown: tuple[str, str, int] = ("", "", 0)
        self._quiet = False
        self.day, self.time = QLineEdit(), QLineEdit()
        self.which = QComboBox()
        self.which.addItems(
            [self.tr("First time (daylight saving)"), self.tr("Second time (standard)")]
        )
        self.which.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._give_when_whole)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        for line, control in ((self.day, Control.DATE), (self.time, Control.TIME)):
            line.setPlaceholderText(plain_writing(control).example)
            line.setMaximumWidth(NARROW_WIDTH)
            line.setMinimumWidth(NARROWEST)
            line.textChanged.connect(self._on_changed)
            row.addWidget(line, 1)
        self.day.editingFinished.connect(self._give_when_whole)
        self.time.editingFinished.connect(self.flush)
        self.which.currentIndexChanged.connect(self._on_changed)
        row.addWidget(self.which)
        row.addStretch(1)

    def show_state(self, state: QuestionState) -> None:
        """Show the moment, unless another is being typed."""
        for line in self.controls():
            line.setReadOnly(state.readonly)
        stored = "" if isinstance(state.answer, Missing) else str(state.answer or "")
        parts = (stored.partition("T")[0], show_time(stored) if stored else "")
        shown = (*parts, _fold_of(stored, self._zone))
        emptied = isinstance(state.answer, Missing) and any(self._typed()[:2])
        if shown != self._shown or emptied:
            if not (stored and self._reads_as(stored)):
                self._set(*shown)
            self._shown = shown

    def put(self, moment: datetime | None) -> None:
        """Show a moment as it is, to the minute; nothing is given."""
        if moment is None:
            self._set("", "", 0)
            return
        local = moment.astimezone(self._zone)
        self._set(local.date().isoformat(), local.strftime("%H:%M"), local.fold)

    def controls(self) -> Sequence[QLineEdit]:
        """Both lines."""
        return (self.day, self.time)

    def describe(self, name: str, description: str) -> None:
        """Each line says which half it is."""
        for line in self.controls():
            told = (description, line.placeholderText())
            line.setAccessibleDescription("\n".join(part for part in told if part))
        self.day.setAccessibleName(self.tr("{question}: date").format(question=name))
        self.time.setAccessibleName(self.tr("{question}: time").format(question=name))
        self.which.setAccessibleName(
            self.tr("{question}: which of the two, as the clocks go back").format(question=name)
        )

    def flush(self) -> None:
        """Give the moment, or say which half is missing."""
        self._pause.stop()
        if self.day.isReadOnly():
            self._set(*self._shown)
        typed = self._typed()
        if typed == self._shown:
            self._say("")
            return
        if not any(typed[:2]):
            self._shown = typed
            self._say("")
            self.given.emit(None)
            return
        try:
            moment = self._read()
        except UnreadableAnswer as error:
            self._say(str(error))
            return
        self._shown = typed
        self._say("")
        self.given.emit(moment)

    def focus_target(self) -> QWidget:
        """The date."""
        return self.day

    def _typed(self) -> tuple[str, str, int]:
        fold = 0 if self.which.isHidden() else self.which.currentIndex()
        return self.day.text().strip(), self.time.text().strip(), fold

    def _set(self, day: str, at: str, fold: int) -> None:
        self._quiet = True
        self.day.setText(day)
        self.time.setText(at)
        self._ask_which()
        self.which.setCurrentIndex(fold)
        self._quiet = False
        self._pause.stop()
        self._shown = self._typed()

    def _ask_which(self) -> None:
        """Ask which of the two is meant where the clocks show this time twice."""
        day_text, time_text, _ = self._typed()
        try:
            day, at = plain_writing(Control.DATE).read(day_text), read_time(time_text)
        except UnreadableAnswer:
            self.which.hide()
            return
        twice = isinstance(day, date) and _is_twice(datetime.combine(day, at, self._zone))
        if not twice:
            self.which.setCurrentIndex(0)
        self.which.setVisible(twice)

    def _read(self) -> str:
        day_text, time_text, fold = self._typed()
        day = plain_writing(Control.DATE).read(day_text)
        if not isinstance(day, date):
            raise UnreadableAnswer(self.tr("Write the date as well, such as 2026-03-09."))
        if not time_text:
            raise UnreadableAnswer(self.tr("Write the time as well, such as 14:30."))
        return self._moment(day, read_time(time_text).replace(fold=fold))

    def _moment(self, day: date, at: time) -> str:
        meant = datetime.combine(day, at, self._zone)
        try:
            known = meant if self._zone is not None else meant.astimezone()
        except (OverflowError, ValueError, OSError) as error:
            raise UnreadableAnswer(
                self.tr("Write a date here as year-month-day, such as 2026-03-09.")
            ) from error
        return known.isoformat(timespec="milliseconds")

    def _reads_as(self, stored: str) -> bool:
        try:
            return self._read() == stored
        except UnreadableAnswer:
            return False

    def _on_changed(self) -> None:
        if not self._quiet:
            self._ask_which()
            self._pause.start()

    def _give_when_whole(self) -> None:
        """A half typed so far is not wrong yet."""
        words = self._typed()[:2]
        if all(words) or not any(words):
            self.flush()

    def _say(self, sentence: str) -> None:
        for line in self.controls():
            restyle(line, state="error" if sentence else "")
        self.unreadable.emit(sentence)


def _is_twice(meant: datetime) -> bool:
    """Whether a wall clock shows this time twice, as it is put back in between."""
    try:
        first, second = (meant.replace(fold=one).astimezone(UTC) for one in (0, 1))
    except (OverflowError, ValueError, OSError):
        return False
    return first < second


def _fold_of(stored: str, zone: tzinfo | None) -> int:
    """Which of two equal times a stored moment is; 0 where its words are no whole moment."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return 0
    second = moment.replace(tzinfo=zone, fold=1)
    return int(_is_twice(second) and second.astimezone(UTC) == moment.astimezone(UTC))

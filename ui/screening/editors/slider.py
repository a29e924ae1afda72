# SPDX-License-Identifier: AGPL-3.0-or-later
"""A range with a slider, its value written beside it where it may be typed as well.

Empty until touched: before the first value the slider has one notch more, before the start, where
it rests; that notch goes as soon as a value is there.
"""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSlider, QStyle, QWidget

from forms.answers import Answer
from forms.definition import Control
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.scales import Scale
from ui.screening.editors.typed import TypedEditor
from ui.screening.readings import UnreadableAnswer, Writing, read_typed
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, restyle

TALL = 200
MOST_TICKS = 50
LINE_WIDTH = 110
HANDLE = 26
"""Of the style sheet, with the room of the focus ring."""
TICK = 5


class _Slider(QSlider):
    """A slider that leaves the wheel to the page, so that scrolling changes no answer.

    Attributes:
        first_tick: the lowest value that is one.
    """

    first_tick = 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A mark for each value, which Qt leaves out once a slider is dressed."""
        super().paintEvent(event)
        if self.tickPosition() == QSlider.TickPosition.NoTicks:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        upright = self.orientation() == Qt.Orientation.Vertical
        room = (self.height() if upright else self.width()) - HANDLE
        for value in range(self.maximum() - self.first_tick + 1):
            at = HANDLE // 2 + QStyle.sliderPositionFromValue(
                self.minimum(), self.maximum(), self.first_tick + value, room, upside_down(self)
            )
            if upright:
                painter.drawLine(self.width() - TICK, at, self.width(), at)
            else:
                painter.drawLine(at, self.height() - TICK, at, self.height())
        painter.end()

    def minimumSizeHint(self) -> QSize:
        """Large enough to be hit."""
        hint = super().minimumSizeHint()
        edge = MEASURES.target - MEASURES.half
        return hint.expandedTo(QSize(edge, edge))


def upside_down(slider: QSlider) -> bool:
    """Whether the lowest value is at the bottom, or at the right."""
    if slider.orientation() == Qt.Orientation.Vertical:
        return not slider.invertedAppearance()
    return slider.layoutDirection() == Qt.LayoutDirection.RightToLeft


class SliderEditor(Editor):
    """A slider over a scale and a line with the value."""

    clearable = True

    def __init__(self, scale: Scale, *, vertical: bool = False, ticks: bool = True) -> None:
        super().__init__()
        self._scale = scale
        self._quiet = False
        self._held: int | None = None
        direction = Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal
        self.slider = _Slider(direction)
        # With whole steps of one the slider counts the values themselves, which is what a screen
        # reader then reads; otherwise it counts steps and its description says the value.
        self._base = int(scale.start) if scale.whole and scale.step == 1 else 0
        self.slider.first_tick = self._base
        self.slider.setRange(self._base - 1, self._base + scale.steps)
        self.slider.setValue(self._base - 1)
        self.slider.setPageStep(max(1, scale.steps // 10))
        if ticks and scale.steps <= MOST_TICKS:
            self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
            self.slider.setTickInterval(1)
        self.slider.valueChanged.connect(self._on_moved)
        control = Control.INTEGER if scale.whole else Control.DECIMAL
        self.typed = TypedEditor(control, Writing(self._read, self._write, self.tr("No value")))
        self.line: QLineEdit = self.typed.line
        self.line.setMaximumWidth(LINE_WIDTH)
        self.line.setMinimumWidth(LINE_WIDTH)
        self.typed.given.connect(self._on_typed)
        self.typed.unreadable.connect(self.unreadable)
        self._place(vertical=vertical)
        self._mark_empty()

    def show_state(self, state: QuestionState) -> None:
        """Show the value, or that there is none."""
        self.typed.show_state(state)
        self.slider.setEnabled(not state.readonly)
        self._held = self._scale.at(state.answer)
        self._put(self._held)

    def controls(self) -> Sequence[QWidget]:
        """The slider and the line."""
        return (self.slider, self.line)

    def describe(self, name: str, description: str) -> None:
        """The slider says its value in words, as its own number may count steps."""
        super().describe(name, description)
        value = self.line.text() or self.tr("No value")
        ends = self.tr("{value}; from {start} to {end}").format(
            value=value,
            start=self._scale.words_at(0),
            end=self._scale.words_at(self._scale.steps),
        )
        self.slider.setAccessibleDescription("\n".join(p for p in (ends, description) if p))

    def flush(self) -> None:
        """Give what is typed."""
        self.typed.flush()

    def clear_choice(self) -> bool:
        """Take the value back."""
        if self._at() is None or not self.slider.isEnabled():
            return False
        self._put(None)
        self.typed.put_typed("")
        return True

    def choose_number(self, number: int) -> bool:
        """Take the value that is this number; any digit is the scale's own business."""
        at = self._scale.at(number)
        if at is not None and self.slider.isEnabled():
            self.slider.setValue(self._base + at)
        return True

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Space takes the start when there is no value yet."""
        if watched is self.slider and event.key() == Qt.Key.Key_Space and self._at() is None:
            self.slider.setValue(self._base)
            return True
        return False

    def focus_target(self) -> QWidget:
        """The slider."""
        return self.slider

    def _place(self, *, vertical: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEASURES.gap)
        grid.setVerticalSpacing(0)
        first = make_label(self._scale.words_at(0), "small", wrap=False)
        last = make_label(self._scale.words_at(self._scale.steps), "small", wrap=False)
        if vertical:
            self.slider.setMinimumHeight(TALL)
            grid.addWidget(last, 0, 0, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(self.slider, 1, 0, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(first, 2, 0, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(self.typed, 1, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.setColumnStretch(1, 1)
            return
        grid.addWidget(self.slider, 0, 0, 1, 2)
        grid.addWidget(first, 1, 0, Qt.AlignmentFlag.AlignLeading)
        grid.addWidget(last, 1, 1, Qt.AlignmentFlag.AlignTrailing)
        grid.addWidget(self.typed, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _at(self) -> int | None:
        at = self.slider.value() - self._base
        return at if at >= 0 else None

    def _put(self, at: int | None) -> None:
        self._quiet = True
        self.slider.setMinimum(self._base - (1 if at is None else 0))
        self.slider.setValue(self._base + (-1 if at is None else at))
        self._quiet = False
        self._mark_empty()

    def _mark_empty(self) -> None:
        wanted = "empty" if self._at() is None else ""
        if self.slider.property("state") != wanted:
            restyle(self.slider, state=wanted)

    def _on_moved(self) -> None:
        at = self._at()
        if self._quiet or at is None:
            return
        if not self.slider.isEnabled():
            # A screen reader can move what the form works out; it goes back.
            self._put(self._held)
            return
        self._put(at)
        self.typed.put_typed(self._scale.words_at(at))

    def _on_typed(self, answer: object) -> None:
        if answer is None or isinstance(answer, int | Decimal):
            self._put(self._scale.at(answer))
        self.given.emit(answer)

    def _read(self, typed: str) -> Answer:
        try:
            number = read_typed(Control.DECIMAL, typed)
        except UnreadableAnswer:
            number = Decimal("NaN")
        if number is None:
            return None
        usable = isinstance(number, Decimal) and number.is_finite()
        at = self._scale.at(number) if usable else None
        if at is not None:
            return self._scale.value_at(at)
        raise UnreadableAnswer(
            self.tr("Write a number here from {start} to {end} in steps of {step}.").format(
                start=self._scale.words_at(0),
                end=self._scale.words_at(self._scale.steps),
                step=format(abs(self._scale.step), "f"),
            )
        )

    def _write(self, answer: Answer) -> str:
        at = self._scale.at(answer)
        return "" if at is None else self._scale.words_at(at)

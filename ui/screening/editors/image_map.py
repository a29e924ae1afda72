# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing parts of a drawing: an area whose id is a choice's value stands for that choice.

The choices stand below as well, so that the keyboard and a screen reader need no picture. The
drawing is cleaned before it is shown (`pictures`); what it says beyond shapes is never run.
"""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.session import QuestionState
from ui.screening.editors.choices import ChoicesEditor, ChoicesLook, chosen_values
from ui.screening.editors.editor import Editor
from ui.screening.editors.pictures import clean_drawing
from ui.theme.tokens import MEASURES

TALLEST = 360
VEIL = 130
"""Opacity, of 255, of the tint over a chosen area."""


class DrawnMap(QWidget):
    """The drawing, with the chosen areas tinted.

    Signals:
        pressed: id of the area under the mouse.
    """

    pressed = Signal(str)

    def __init__(self, drawing: bytes, values: Sequence[str]) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(QByteArray(drawing))
        self.areas = tuple(one for one in values if self._renderer.elementExists(one))
        self.chosen: set[str] = set()
        self.may_press = True
        self._masks: dict[str, QImage] = {}
        size = self._renderer.defaultSize()
        size.scale(QSize(MEASURES.reading_width - 60, TALLEST), Qt.AspectRatioMode.KeepAspectRatio)
        self.setFixedHeight(max(size.height(), 60))
        self._shape = size

    def is_usable(self) -> bool:
        """Whether the drawing can be read and has an area to press."""
        return self._renderer.isValid() and bool(self.areas) and not self._shape.isEmpty()

    def area_at(self, spot: QPointF) -> str | None:
        """Id of the area at a spot; the one drawn last when several lie there."""
        for area in reversed(self.areas):
            mask = self._mask(area)
            x, y = int(spot.x()), int(spot.y())
            if mask.rect().contains(x, y) and mask.pixelColor(x, y).alpha() > 0:
                return area
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing on paper, then the tints."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._place(), Qt.GlobalColor.white)
        self._renderer.render(painter, self._place())
        tint = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        tint.setAlpha(VEIL)
        for area in self.areas:
            if area in self.chosen:
                veil = self._mask(area).copy()
                inner = QPainter(veil)
                inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
                inner.fillRect(veil.rect(), tint)
                inner.end()
                painter.drawImage(0, 0, veil)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the area there."""
        area = self.area_at(event.position())
        if area is not None and self.may_press:
            self.pressed.emit(area)

    def _place(self) -> QRectF:
        size = QSize(self._shape)
        size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, 0, size.width(), size.height())

    def _mask(self, area: str) -> QImage:
        """The area alone, as large as this widget."""
        known = self._masks.get(area)
        if known is not None and known.size() == self.size():
            return known
        mask = QImage(self.size(), QImage.Format.Format_ARGB32_Premultiplied)
        mask.fill(Qt.GlobalColor.transparent)
        painter = QPainter(mask)
        place, box = self._place(), self._renderer.viewBoxF()
        painter.scale(place.width() / box.width(), place.height() / box.height())
        painter.translate(-box.x(), -box.y())
        painter.setTransform(self._renderer.transformForElement(area), combine=True)
        self._renderer.render(painter, area, self._renderer.boundsOnElement(area))
        painter.end()
        self._masks[area] = mask
        return mask


class ImageMapEditor(Editor):
    """A drawing over the list of its choices; the list alone when there is no usable drawing."""

    clearable = True

    def __init__(self, *, several: bool, content: bytes | None, values: Sequence[str]) -> None:
        super().__init__()
        self.list = ChoicesEditor(several=several, look=ChoicesLook(columns="fit"))
        self.list.given.connect(self._on_given)
        drawing = clean_drawing(content) if content is not None else None
        drawn = DrawnMap(drawing, values) if drawing is not None else None
        self.map = drawn if drawn is not None and drawn.is_usable() else None
        self._values: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self.map is not None:
            self.map.pressed.connect(self._on_pressed)
            column.addWidget(self.map)
        column.addWidget(self.list)

    def show_state(self, state: QuestionState) -> None:
        """Tint and mark what is chosen."""
        self._values = tuple(one.value for one in state.choices)
        self.list.show_state(state)
        if self.map is not None:
            self.map.may_press = not state.readonly
            self._tint(chosen_values(state.answer))

    def controls(self) -> Sequence[QWidget]:
        """The buttons."""
        return self.list.controls()

    def describe(self, name: str, description: str) -> None:
        """As the list does."""
        self.list.describe(name, description)
        if self.map is not None:
            self.map.setAccessibleName(name)

    def choose_number(self, number: int) -> bool:
        """Choose by number."""
        return self.list.choose_number(number)

    def clear_choice(self) -> bool:
        """Take everything back."""
        return self.list.clear_choice()

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """As the list does."""
        return self.list.take_key(watched, event)

    def focus_target(self) -> QWidget:
        """The chosen button, or the first."""
        return self.list.focus_target()

    def _on_pressed(self, area: str) -> None:
        if area in self._values:
            self.list.press(self._values.index(area))

    def _on_given(self, answer: object) -> None:
        chosen = set(answer) if isinstance(answer, tuple) else {answer} if answer else set()
        self._tint({str(one) for one in chosen})
        self.given.emit(answer)

    def _tint(self, chosen: set[str]) -> None:
        if self.map is not None:
            self.map.chosen = chosen
            self.map.update()

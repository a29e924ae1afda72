# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper to draw on with mouse, pen or finger; every stroke can be undone.

Strokes are kept in the paper's own measure, so that a window of another size changes nothing.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTouchEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme.tokens import INKS, PAPER

WIDTH = 900
PEN_WIDTH = 4.0
FRAME = 2


@dataclass(slots=True)
class Stroke:
    """One line drawn without lifting the pen."""

    ink: str
    points: list[QPointF] = field(default_factory=list)


class Paper(QFrame):
    """A sheet of a fixed shape, as wide as there is room.

    Args:
        shape: width and height of the sheet, in dots of the picture kept.

    Signals:
        drawn: a stroke ended, or one was taken back.
    """

    drawn = Signal()

    def __init__(self, shape: QSize) -> None:
        super().__init__()
        self._shape = shape
        self._below: QImage | None = None
        self.strokes: list[Stroke] = []
        self._current: Stroke | None = None
        self.ink = INKS[0][1]
        self.may_draw = True
        self.setProperty("look", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put_below(self, picture: QImage | None) -> None:
        """Begin a new sheet, empty or over a picture."""
        self._below = picture
        self._shape = picture.size() if picture is not None else self._shape
        self.strokes = []
        self._current = None
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The sheet keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the sheet at a width."""
        return max(round(width * self._shape.height() / max(self._shape.width(), 1)), 60)

    def sizeHint(self) -> QSize:
        """As wide as a column of text."""
        return QSize(WIDTH // 2, self.heightForWidth(WIDTH // 2))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(120, 60)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self.update()
            self.drawn.emit()

    def picture(self) -> QImage:
        """The sheet as an image of its own size."""
        image = QImage(self._shape, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._paint(painter, QRectF(0, 0, self._shape.width(), self._shape.height()))
        painter.end()
        return image

    def event(self, event: QEvent) -> bool:
        """One finger draws like a mouse."""
        touches = {
            QEvent.Type.TouchBegin: self._begin,
            QEvent.Type.TouchUpdate: self._go_on,
        }
        if isinstance(event, QTouchEvent) and self.may_draw:
            spots = event.points()
            if event.type() in touches and spots:
                touches[event.type()](spots[0].position())
                return True
            if event.type() == QEvent.Type.TouchEnd:
                self._end()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() == Qt.MouseButton.LeftButton and self.may_draw:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        del event
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo by its usual keys."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet as it stands."""
        painter = QPainter(self)
        self._paint(painter, QRectF(self.rect()).adjusted(FRAME, FRAME, -FRAME, -FRAME))
        painter.end()
        super().paintEvent(event)

    def _begin(self, spot: QPointF) -> None:
        self._current = Stroke(self.ink, [self._on_sheet(spot)])
        self.strokes.append(self._current)
        self.update()

    def _go_on(self, spot: QPointF) -> None:
        if self._current is not None:
            self._current.points.append(self._on_sheet(spot))
            self.update()

    def _end(self) -> None:
        if self._current is not None:
            self._current = None
            self.drawn.emit()

    def _on_sheet(self, spot: QPointF) -> QPointF:
        across = self._shape.width() / max(self.width() - 2 * FRAME, 1)
        down = self._shape.height() / max(self.height() - 2 * FRAME, 1)
        return QPointF((spot.x() - FRAME) * across, (spot.y() - FRAME) * down)

    def _paint(self, painter: QPainter, place: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(place)
        painter.fillRect(place, QColor(PAPER))
        if self._below is not None:
            painter.drawImage(place, self._below)
        painter.translate(place.topLeft())
        scale = place.width() / max(self._shape.width(), 1)
        painter.scale(scale, place.height() / max(self._shape.height(), 1))
        width = PEN_WIDTH * max(self._shape.width() / WIDTH, 1.0)
        for stroke in self.strokes:
            pen = QPen(QColor(stroke.ink), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            if len(stroke.points) == 1:
                painter.drawPoint(stroke.points[0])
            else:
                painter.drawPolyline(QPolygonF(stroke.points))
        painter.restore()

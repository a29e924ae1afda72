# SPDX-License-Identifier: AGPL-3.0-or-later
"""A range as stars; a number key or an arrow chooses, Delete takes it back."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.scales import Scale
from ui.theme.tokens import MEASURES

MOST_STARS = 12
EDGE = 36
POINTS = 5
INNER = 0.42


class _Star(QRadioButton):
    """A radio button drawn as a star; it is full when its own value or a higher one is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.full = False
        self.setFixedSize(EDGE, EDGE)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(EDGE, EDGE)

    def hitButton(self, at: object) -> bool:
        """All of it can be pressed."""
        del at
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """A star in the colours in force, with a ring when it has the keyboard."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 1.6))
        painter.setBrush(accent if self.full else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_star(QPointF(EDGE / 2, EDGE / 2 + 1), EDGE / 2 - 6))
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, MEASURES.radius, MEASURES.radius)
        painter.end()


class RatingEditor(Editor):
    """One star per value of a scale."""

    clearable = True

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._marking = False
        self._group = QButtonGroup(self)
        self.stars: list[_Star] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for at in range(scale.steps + 1):
            star = _Star(self)
            star.setAccessibleName(
                self.tr("{value} of {most}").format(
                    value=scale.words_at(at), most=scale.words_at(scale.steps)
                )
            )
            star.setToolTip(scale.words_at(at))
            star.toggled.connect(self._on_toggled)
            self._group.addButton(star)
            self.stars.append(star)
            row.addWidget(star)
        row.addStretch(1)

    def show_state(self, state: QuestionState) -> None:
        """Fill the stars up to the value."""
        self._put(self._scale.at(state.answer))
        for star in self.stars:
            star.setEnabled(not state.readonly)

    def controls(self) -> Sequence[QWidget]:
        """The stars."""
        return self.stars

    def describe(self, name: str, description: str) -> None:
        """Each star is named for its value and described by the question."""
        for star in self.stars:
            star.setAccessibleDescription("\n".join(p for p in (name, description) if p))

    def choose_number(self, number: int) -> bool:
        """Choose the value that is this number."""
        at = self._scale.at(number)
        if at is None or not self.stars[at].isEnabled():
            return False
        self.stars[at].setFocus()
        self.stars[at].click()
        return True

    def clear_choice(self) -> bool:
        """Take the stars back."""
        if self._group.checkedButton() is None:
            return False
        self._put(None)
        self.given.emit(None)
        return True

    def focus_target(self) -> QWidget:
        """The chosen star, or the first."""
        return next((one for one in self.stars if one.isChecked()), self.stars[0])

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._marking or not on:
            return
        at = next(at for at, one in enumerate(self.stars) if one.isChecked())
        self._put(at)
        self.given.emit(self._scale.value_at(at))

    def _put(self, at: int | None) -> None:
        self._marking = True
        self._group.setExclusive(False)
        for place, star in enumerate(self.stars):
            star.setChecked(place == at)
            star.full = at is not None and place <= at
            star.update()
        self._group.setExclusive(True)
        self._marking = False


def _star(centre: QPointF, radius: float) -> QPolygonF:
    corners = []
    for at in range(2 * POINTS):
        reach = radius * (1.0 if at % 2 == 0 else INNER)
        angle = math.pi * (at / POINTS - 0.5)
        corners.append(centre + QPointF(reach * math.cos(angle), reach * math.sin(angle)))
    return QPolygonF(corners)

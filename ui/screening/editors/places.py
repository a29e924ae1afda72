# SPDX-License-Identifier: AGPL-3.0-or-later
"""A place, a way or an area, written point by point; this laptop does not locate itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.answers import Missing
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.points import PointFields, same_points, split_points
from ui.screening.editors.typed import PAUSE_MS
from ui.screening.readings import UnreadableAnswer
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, make_tool

MOST_POINTS = 500
SEPARATOR = "; "


class PlaceEditor(Editor):
    """What all three share: points are given when they are whole and say what is wrong if not."""

    def __init__(self) -> None:
        super().__init__()
        self._stored = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._give_when_whole)
        self.points: list[PointFields] = []

    def show_state(self, state: QuestionState) -> None:
        """Show the points, unless others are being typed."""
        stored = "" if isinstance(state.answer, Missing) else str(state.answer or "")
        if stored != self._stored or (isinstance(state.answer, Missing) and self._is_written()):
            self._stored = stored
            written = self._read_quietly()
            if not stored or written is None or not same_points(written, stored):
                self._pause.stop()
                self._show(stored)
        for point in self.points:
            point.set_readonly(readonly=state.readonly)

    def controls(self) -> Sequence[QWidget]:
        """Every line."""
        return [line for point in self.points for line in point.lines]

    def flush(self) -> None:
        """Give the points, or say what is wrong with them."""
        self._pause.stop()
        if self.points[0].lines[0].isReadOnly():
            self._show(self._stored)
        try:
            read = self._read()
        except UnreadableAnswer as error:
            self.unreadable.emit(str(error))
            return
        self.unreadable.emit("")
        if not same_points(read, self._stored):
            self._stored = read
            self.given.emit(read or None)

    def focus_target(self) -> QWidget:
        """The first latitude."""
        return self.points[0].lines[0]

    def _is_written(self) -> bool:
        return any(not point.is_empty() for point in self.points)

    def _show(self, stored: str) -> None:
        raise TypeError(f"{type(self).__name__} must show {stored}")

    def _read(self) -> str:
        raise TypeError(f"{type(self).__name__} must read its points")

    def _read_quietly(self) -> str | None:
        try:
            return self._read()
        except UnreadableAnswer:
            return None

    def _watch(self, point: PointFields) -> None:
        point.changed.connect(self._pause.start)
        point.left.connect(self._give_when_whole)

    def _give_when_whole(self) -> None:
        """A point half written is not wrong yet."""
        if all(point.is_whole() or point.is_empty() for point in self.points):
            self.flush()


class GeopointEditor(PlaceEditor):
    """One point."""

    def __init__(self) -> None:
        super().__init__()
        point = PointFields()
        self.points = [point]
        self._watch(point)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(point)

    def describe(self, name: str, description: str) -> None:
        """Each line says which part it is."""
        self.points[0].describe(name, description)

    def _show(self, stored: str) -> None:
        self.points[0].show_point(stored)

    def _read(self) -> str:
        point = self.points[0]
        return "" if point.is_empty() else point.read()


class GeotraceEditor(PlaceEditor):
    """Several points in order; of an area (`closed`) the first is added at the end again."""

    def __init__(self, *, closed: bool) -> None:
        super().__init__()
        self._closed = closed
        self._name, self._about = "", ""
        self._rows: list[QWidget] = []
        self._readonly = False
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.add = make_button(self.tr("Add a point"), self._on_add)
        self._told = make_label("", "small", wrap=False)
        row = QHBoxLayout()
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.add)
        row.addWidget(self._told)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addLayout(row)
        self._show("")

    def show_state(self, state: QuestionState) -> None:
        """Show the points."""
        self._readonly = state.readonly
        super().show_state(state)
        self.add.setEnabled(not state.readonly)
        for row in self._rows:
            row.setEnabled(not state.readonly)

    def describe(self, name: str, description: str) -> None:
        """Each line says which part of which point it is."""
        self._name, self._about = name, description
        for at, point in enumerate(self.points, start=1):
            point.describe(
                self.tr("{question}, point {at}").format(question=name, at=at), description
            )
        self.add.setAccessibleDescription(name)

    def _show(self, stored: str) -> None:
        points = split_points(stored)
        if self._closed and len(points) > 1 and same_points(points[0], points[-1]):
            points.pop()
        while len(self.points) > max(len(points), 1):
            self._take_away(len(self.points) - 1)
        while len(self.points) < max(len(points), 1):
            self._put_row()
        for at, point in enumerate(self.points):
            point.show_point(points[at] if at < len(points) else "")
        self._count()

    def _read(self) -> str:
        points = [point.read() for point in self.points if not point.is_empty()]
        if not points:
            return ""
        least = 3 if self._closed else 2
        if len(points) < least:
            raise UnreadableAnswer(
                self.tr("Write at least {count} points here; there are {now}.").format(
                    count=least, now=len(points)
                )
            )
        if self._closed:
            points.append(points[0])
        return SEPARATOR.join(points)

    def _put_row(self) -> None:
        point = PointFields(headed=not self.points)
        remove = make_tool("✕", lambda: self._on_remove(point), "switch")
        remove.setAccessibleName(self.tr("Remove this point"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.half)
        row.addWidget(point, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        self._list.addWidget(holder)
        self._rows.append(holder)
        self.points.append(point)
        self._watch(point)

    def _take_away(self, at: int) -> None:
        holder = self._rows.pop(at)
        self.points.pop(at)
        holder.hide()
        holder.deleteLater()

    def _on_add(self) -> None:
        if len(self.points) >= MOST_POINTS:
            return
        self._put_row()
        self.describe(self._name, self._about)
        self._count()
        self.grown.emit()
        self.points[-1].lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_remove(self, point: PointFields) -> None:
        if len(self.points) == 1 or self.points[0] is point:
            texts = [[line.text() for line in one.lines] for one in self.points[1:]]
            for one, kept in zip(self.points, [*texts, [""] * 4], strict=True):
                for line, text in zip(one.lines, kept, strict=True):
                    line.setText(text)
            if len(self.points) > 1:
                self._take_away(len(self.points) - 1)
        else:
            self._take_away(self.points.index(point))
        self._count()
        self.flush()

    def _count(self) -> None:
        self._told.setText(self.tr("Points: {count}").format(count=len(self.points)))

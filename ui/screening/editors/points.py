# SPDX-License-Identifier: AGPL-3.0-or-later
"""One place on the earth, written as four numbers side by side.

Kept as `latitude longitude altitude accuracy`, in degrees and metres. Altitude and accuracy may
stay empty and are then kept as 0.0, as a point set by hand always is.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from ui.screening.readings import UnreadableAnswer, read_bounded
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, restyle

UNKNOWN = "0.0"
PARTS = 4
HIGHEST = Decimal(1_000_000)
BOUNDS = (
    (Decimal(-90), Decimal(90)),
    (Decimal(-180), Decimal(180)),
    (-HIGHEST, HIGHEST),
    (Decimal(0), HIGHEST),
)


class PointFields(QWidget):
    """Latitude, longitude, altitude and accuracy.

    Signals:
        changed: something was typed.
        left: Enter was pressed in a line, or a line was left.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, *, headed: bool = True) -> None:
        super().__init__()
        self.lines = tuple(QLineEdit() for _ in range(PARTS))
        self._quiet = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEASURES.unit)
        grid.setVerticalSpacing(2)
        for at, (line, words) in enumerate(zip(self.lines, self.names(), strict=True)):
            line.setMinimumWidth(1)
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.textChanged.connect(self._on_changed)
            line.editingFinished.connect(self.left)
            grid.setColumnStretch(at, 3 if at < 2 else 2)
            grid.setColumnMinimumWidth(at, 1)
            if headed:
                heading = make_label(words, "small")
                heading.setBuddy(line)
                grid.addWidget(heading, 0, at)
            grid.addWidget(line, 1, at)

    def names(self) -> tuple[str, ...]:
        """What each line holds."""
        return (
            self.tr("Latitude"),
            self.tr("Longitude"),
            self.tr("Altitude (m)"),
            self.tr("Accuracy (m)"),
        )

    def describe(self, name: str, description: str) -> None:
        """Each line says which part of which question it is."""
        for line, part in zip(self.lines, self.names(), strict=True):
            line.setAccessibleName(self.tr("{question}: {part}").format(question=name, part=part))
            line.setAccessibleDescription(description)

    def show_point(self, stored: str) -> None:
        """Show a stored point; empty for none."""
        parts = stored.split()
        self._quiet = True
        for at, line in enumerate(self.lines):
            text = parts[at] if at < len(parts) else ""
            line.setText("" if at > 1 and text == UNKNOWN else text)
            restyle(line, state="")
        self._quiet = False

    def set_readonly(self, *, readonly: bool) -> None:
        """Whether the numbers may be changed."""
        for line in self.lines:
            line.setReadOnly(readonly)

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not any(line.text().strip() for line in self.lines)

    def is_whole(self) -> bool:
        """Whether latitude and longitude are written, right or wrong."""
        return all(line.text().strip() for line in self.lines[:2])

    def read(self) -> str:
        """The point as stored.

        Raises:
            UnreadableAnswer: a number is missing, is none or is out of bounds.
        """
        sentences = (
            self.tr("Write a latitude here from -90 to 90, such as 38.5816."),
            self.tr("Write a longitude here from -180 to 180, such as -121.4944."),
            self.tr("Write an altitude here in metres, such as 9, or leave it empty."),
            self.tr("Write an accuracy here in metres, such as 5, or leave it empty."),
        )
        found: list[str] = []
        for at, (line, sentence) in enumerate(zip(self.lines, sentences, strict=True)):
            text = line.text().strip()
            restyle(line, state="")
            if not text and at > 1:
                found.append(UNKNOWN)
                continue
            try:
                found.append(format(read_bounded(text or "?", *BOUNDS[at], sentence), "f"))
            except UnreadableAnswer:
                restyle(line, state="error")
                raise
        return " ".join(found)

    def _on_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()


def same_points(one: str, other: str) -> bool:
    """Whether two stored answers are the same points, however their numbers are written."""
    return [_numbers(point) for point in split_points(one)] == [
        _numbers(point) for point in split_points(other)
    ]


def split_points(stored: str) -> list[str]:
    """The points of a stored answer."""
    return [part.strip() for part in stored.split(";") if part.strip()]


def _numbers(stored: str) -> Sequence[Decimal] | str:
    try:
        numbers = [Decimal(part) for part in stored.split()]
    except InvalidOperation:
        return stored
    return numbers + [Decimal(0)] * (PARTS - len(numbers))

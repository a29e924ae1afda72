# SPDX-License-Identifier: AGPL-3.0-or-later
"""The frame of every place: a heading, a scrolled column, and a banner for what went wrong."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.errors import ShownError
from ui.kit import Kit
from ui.text import say_error
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.looks import make_label

T = TypeVar("T")
NARROW = 760


class PageFrame(QWidget):
    """Base of the places.

    Attributes:
        under_way: questions to ports that are not answered yet.
        is_unkept: what is typed here could not be written down; leaving asks first.

    Signals:
        wanted: another place (`ui.places.Place`) is asked for.
        left: the worker wants to go back.
        changed: work was written; carries `ui.ports.Changes`.
    """

    wanted = Signal(object)
    left = Signal()
    changed = Signal(object)

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__()
        self.kit, self.under_way = kit, 0
        self.is_unkept = False
        self.title = make_label(title, "title")
        self.subtitle = make_label("", "soft")
        self.subtitle.hide()
        self.action_row = QHBoxLayout()
        self.action_row.setSpacing(MEASURES.unit)
        self.problem = Banner(kit.theme)
        self.column = QVBoxLayout()
        self.column.setSpacing(MEASURES.gap)
        self._build()

    def refresh(self) -> None:
        """Ask for the values again; places that show any override it."""

    def show_found(self) -> None:
        """Something was found beside the work (`ui.beside`); places that show it override this."""

    def leave(self) -> None:
        """Called before another place is shown; nothing typed may be lost."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()

    def fetch(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask a port off the main thread; a failure is shown in the banner."""

        def succeed(value: T) -> None:
            self.problem.say("")
            done(value)
            self.under_way -= 1

        def fail(error: ShownError) -> None:
            self.under_way -= 1
            self.show_problem(error)

        self.under_way += 1
        self.kit.runner.run(job, context=self, done=succeed, failed=fail)

    def show_problem(self, error: ShownError) -> None:
        """Say what went wrong."""
        self.problem.say(say_error(error), "danger")

    def say_subtitle(self, text: str) -> None:
        """Put a line below the heading."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spend less on margins when there is little room."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        side = MEASURES.gap if narrow else MEASURES.margin
        top = MEASURES.unit if narrow else MEASURES.wide_gap
        ground = self.scroll_area.widget()
        layout = None if ground is None else ground.layout()
        if layout is not None:
            layout.setContentsMargins(side, top, side, top)
        self.fit_heading()

    def fit_heading(self) -> None:
        """Put the actions below the heading, or each other, where they have too little room."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        items = [self.action_row.itemAt(at) for at in range(self.action_row.count())]
        widths = [one.sizeHint().width() for one in items if one is not None and not one.isEmpty()]
        wanted = sum(widths) + MEASURES.unit * (len(widths) - 1)
        below = wanted > self.width() / 2 and self.width() < NARROW
        self._heading.setDirection(down if below else across)
        tight = below and wanted > self.width() - 3 * MEASURES.gap
        self.action_row.setDirection(down if tight else across)
        left = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag(0)
        self._heading.setAlignment(self.action_row, left)

    def put_back(self, button: QWidget) -> None:
        """Put the way back above the heading."""
        button.setProperty("look", "back")
        self._stack.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignLeft)

    def _build(self) -> None:
        self.setAccessibleName(self.title.text())
        self._heading = heading = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        heading.addLayout(words, 1)
        heading.addLayout(self.action_row)
        inner = QWidget()
        inner.setMaximumWidth(MEASURES.page_width)
        self._stack = stack = QVBoxLayout(inner)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(MEASURES.gap)
        stack.addLayout(heading)
        stack.addWidget(self.problem)
        stack.addLayout(self.column, 1)
        self.scroll_area = make_scroll(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.scroll_area, 1)
        outer.addLayout(self.middle, 1)
        self.outer = outer


def make_scroll(inner: QWidget) -> QScrollArea:
    """A column that scrolls up and down, never sideways."""
    ground = QWidget()
    ground.setProperty("look", "column")
    row = QHBoxLayout(ground)
    row.setContentsMargins(MEASURES.margin, MEASURES.wide_gap, MEASURES.margin, MEASURES.wide_gap)
    row.addWidget(inner, 1000)
    row.addStretch(1)
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(ground)
    return scroll


def bring_into_sight(area: QScrollArea, child: QWidget) -> None:
    """Scroll until a child is seen whole; of one too tall, its top or what holds the keyboard."""
    ground = area.widget()
    if ground is None or child.height() + 2 * MEASURES.unit <= area.viewport().height():
        area.ensureWidgetVisible(child, 0, MEASURES.unit)
        return
    area.verticalScrollBar().setValue(child.mapTo(ground, QPoint()).y() - MEASURES.unit)
    held = child.focusWidget()
    if held is not None and held.hasFocus():
        area.ensureWidgetVisible(held, 0, MEASURES.unit)


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The left rail: the few places, and the way out. Shows icons only when the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from ui.places import Room
from ui.theme.theme import AIR, Theme
from ui.theme.tokens import MEASURES
from ui.widgets.display_menu import DisplayMenu
from ui.widgets.looks import make_label, make_tool

ICON_OF_ROOM = {
    Room.TODAY: "today",
    Room.YOUTHS: "youths",
    Room.SCREENINGS: "screening",
    Room.TEAM: "team",
    Room.INBOX: "inbox",
    Room.INDEX: "search",
    Room.TRAINING: "training",
    Room.SYNC: "sync",
    Room.SECURITY: "shield",
    Room.LOG: "log",
}


class Rail(QFrame):
    """Buttons of the places.

    Args:
        rooms: which places there are.

    Signals:
        wanted: a place was chosen.
        lock_wanted: the window shall lock.
        absent_wanted: a youth is absent.
    """

    wanted = Signal(object)
    lock_wanted = Signal()
    absent_wanted = Signal()

    def __init__(self, theme: Theme, language: str, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "rail")
        self.setAccessibleName(self.tr("Places"))
        self._group = QButtonGroup(self)
        self._rooms: dict[Room, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, MEASURES.gap, 8, MEASURES.unit)
        self._column.setSpacing(MEASURES.half)
        self._brand = make_label("Fieldfare", "brand", wrap=False)
        self._brand.setContentsMargins(10, 0, 0, 10)
        self._column.addWidget(self._brand)
        for room in rooms:
            if room is Room.SECURITY:
                self._column.addStretch(1)
            self._add_room(room)
        self._number_rooms()
        self.display = DisplayMenu(theme, language)
        self._dress(self.display)
        self.absent = make_tool(self.tr("Youth absent"), self.absent_wanted.emit, "place")
        self.absent.setToolTip(self.tr("Start the clocks of an absence (Ctrl+M)"))
        theme.put_icon(self.absent, "missing", "text_soft")
        self._dress(self.absent)
        self.lock = make_tool(self.tr("Lock"), self.lock_wanted.emit, "place")
        self.lock.setToolTip(self.tr("Lock and hide everything (F8 or Ctrl+L)"))
        theme.put_icon(self.lock, "lock", "text_soft")
        self._dress(self.lock)
        self._column.addWidget(self.absent)
        self._column.addWidget(self.display)
        self._column.addWidget(self.lock)
        self.set_narrow(narrow=False)

    @property
    def shown(self) -> tuple[Room, ...]:
        """The places there are now, in the order of their numbers."""
        return tuple(one for one, button in self._rooms.items() if not button.isHidden())

    def show_room(self, room: Room, *, shown: bool) -> None:
        """Let a place come or go; the numbers of those after it follow."""
        self._rooms[room].setVisible(shown)
        self._number_rooms()

    def say_count(self, room: Room, count: int) -> None:
        """Say beside a place how much waits there; nothing for none."""
        if room in self._rooms:
            name = self._name(room)
            words = self.tr("{place} ({count})").format(place=name, count=count) if count else name
            self._rooms[room].setText(AIR + words)
            self._rooms[room].setAccessibleName(words)
            self._number_rooms()

    def mark(self, room: Room) -> None:
        """Show which place the worker is in."""
        self._rooms[room].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons with words."""
        self.setFixedWidth(MEASURES.rail_narrow if narrow else MEASURES.rail_wide)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        self._brand.setVisible(not narrow)
        for button in (*self._rooms.values(), self.absent, self.display, self.lock):
            button.setToolButtonStyle(style)

    def _number_rooms(self) -> None:
        for number, room in enumerate(self.shown, start=1):
            button = self._rooms[room]
            button.setToolTip(f"{button.accessibleName()} (Ctrl+{number})")

    def _name(self, room: Room) -> str:
        return {
            Room.TODAY: self.tr("Today"),
            Room.YOUTHS: self.tr("Youths"),
            Room.SCREENINGS: self.tr("Screenings"),
            Room.TEAM: self.tr("Team"),
            Room.INBOX: self.tr("Inbox"),
            Room.INDEX: self.tr("Index"),
            Room.TRAINING: self.tr("Training"),
            Room.SYNC: self.tr("Sync"),
            Room.SECURITY: self.tr("Security"),
            Room.LOG: self.tr("Log"),
        }[room]

    def _add_room(self, room: Room) -> None:
        button = make_tool(self._name(room), lambda: self.wanted.emit(room), "place")
        button.setCheckable(True)
        self._theme.put_icon(button, ICON_OF_ROOM[room], "text_soft")
        self._dress(button)
        self._group.addButton(button)
        self._rooms[room] = button
        self._column.addWidget(button)

    def _dress(self, button: QToolButton) -> None:
        button.setProperty("look", "place")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(MEASURES.target)

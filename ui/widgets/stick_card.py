# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncing by a stick in two steps: write a file for the county, read its answer.

What goes wrong stands in this card, beside the step it belongs to.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ui.kit import Kit
from ui.stick_port import StickOut, StickView
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.choose_folder import ask_folder
from ui.widgets.looks import make_button, make_label
from ui.widgets.sync_progress_bar import SyncProgressBar


class StickCard(Card):
    """The steps, how far one has come, and which files are on their way.

    Signals:
        write_wanted, read_wanted: a folder was chosen; carries its Path.
        stop_wanted: the running step shall stop.
    """

    write_wanted = Signal(object)
    read_wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__("")
        self._kit = kit
        self.heading.setText(self.tr("Without a network"))
        self.body.insertWidget(0, self.heading)
        self.put(
            make_label(
                self.tr(
                    "A USB stick carries a sync to the county and back. Both files are sealed: "
                    "whoever finds the stick can read nothing."
                ),
                "soft",
            )
        )
        self.write = make_button(self.tr("&Write to a stick…"), self._ask_where_to_write)
        self.read = make_button(self.tr("&Read the answer…"), self._ask_what_to_read)
        self._add_step(
            self.tr("1. Write a file for the county; somebody takes it there."), self.write
        )
        self._add_step(self.tr("2. Read the county's answer from the same stick."), self.read)
        self.progress = SyncProgressBar()
        self.stop = make_button(self.tr("&Cancel"), self.stop_wanted.emit)
        self.problem = Banner(kit.theme)
        row = QHBoxLayout()
        row.setSpacing(MEASURES.gap)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self.body.addLayout(row)
        self.put(self.problem)
        self._out = QVBoxLayout()
        self._out.setSpacing(MEASURES.half)
        self.body.addLayout(self._out)
        self._standing = make_label("", "small")
        self.put(self._standing)
        self._may_write = True
        self.show_running(running=False)

    def _add_step(self, words: str, button: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(MEASURES.gap)
        row.addWidget(make_label(words), 1)
        row.addWidget(button)
        self.body.addLayout(row)
        button.setAccessibleDescription(words)

    def show_state(self, view: StickView) -> None:
        """Show which files are on their way, and whether one can be written."""
        self._may_write = view.may_write
        self.write.setEnabled(view.may_write and self.stop.isHidden())
        self._standing.setText(self._say_standing(view))

    def show_running(self, *, running: bool) -> None:
        """Show that a step, or another sync, is under way; nothing else can be begun."""
        self.write.setEnabled(self._may_write and not running)
        self.read.setEnabled(not running)
        if not running:
            self.progress.hide()
            self.stop.hide()

    def begin(self) -> None:
        """Show that a step of this card begins."""
        self.problem.say("")
        self.show_running(running=True)
        self.progress.begin()
        self.progress.show()
        self.stop.setEnabled(True)
        self.stop.show()
        self.stop.setFocus()

    def say_stopping(self) -> None:
        """Show that the step stops soon."""
        self.stop.setEnabled(False)
        self.progress.say_stopping()

    def say_written(self, out: StickOut) -> None:
        """Say that a file is on the stick."""
        self.problem.say(
            self.tr(
                "The file {name} is on the stick; pieces of work: {operations}, files: {files}. "
                "They count as sent once you have read the answer."
            ).format(name=f"{out.name}.request", operations=out.operations, files=out.files),
            "good",
        )

    def say_read(self) -> None:
        """Say that the answer was read; the receipt stands under the last sync."""
        self.problem.say(
            self.tr("The county's answer was read; what came of it stands under Last sync."), "good"
        )

    def _say_standing(self, view: StickView) -> str:
        if not view.may_write:
            return self.tr(
                "Sync once over the network first; the county then gives its key for sticks."
            )
        if not view.out:
            return self.tr("No file is on its way.")
        minute = self._kit.moments.minute
        return "\n".join(
            self.tr("On its way: {name}, written {moment}, pieces of work: {count}").format(
                name=f"{one.name}.request", moment=minute(one.written_at), count=one.operations
            )
            for one in view.out
        )

    def _ask_where_to_write(self) -> None:
        chosen = ask_folder(self, self.tr("The stick to write to"))
        if chosen is not None:
            self.write_wanted.emit(chosen)

    def _ask_what_to_read(self) -> None:
        chosen = ask_folder(self, self.tr("The stick with the county's answer"))
        if chosen is not None:
            self.read_wanted.emit(chosen)

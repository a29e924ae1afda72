# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sync: what waits, how it goes, what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from ui.dialogs.confirm import Confirm, Enter
from ui.errors import ShownError
from ui.jobs import Cancellation
from ui.kit import Kit
from ui.left_words_port import LeftWordsView
from ui.locked_out import LaptopStopped
from ui.models.rows_of import decision_row, work_row
from ui.places import ConflictsPlace
from ui.port_values import Changes
from ui.screening.editors.files import say_size
from ui.stick_port import StickOut, StickPort
from ui.sync_progress import SyncProgress
from ui.sync_views import SyncView
from ui.text import say_error
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.conflict_notice import ConflictNotice
from ui.widgets.decisions_card import DecisionsCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.left_words_card import LeftWordsCard
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.widgets.receipt_lines import ReceiptLines
from ui.widgets.row_list import RowList
from ui.widgets.stick_card import StickCard
from ui.widgets.sync_progress_bar import SyncProgressBar
from ui.widgets.timeline_delegate import TimelineDelegate

T = TypeVar("T")


class SyncPage(PageFrame):
    """Sends and fetches, and tells the truth about both.

    Signals:
        running: True when a sync begins, False when it has ended.
        went_well, went_wrong: it is over; after `changed`.
        broke_off: it ended early; what it did until then, also what it took away, is done.
        stopped: the county stopped this laptop; carries its `ui.locked_out.LaptopStopped`.
    """

    running = Signal(bool)
    went_well = Signal()
    went_wrong = Signal()
    broke_off = Signal()
    stopped = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("Sync"))
        self.setAccessibleName(self.tr("Sync"))
        self._cancel: Cancellation | None = None
        self.start = make_button(self.tr("&Sync now"), self.sync_now, "primary")
        self.stop = make_button(self.tr("&Cancel"), self.cancel)
        self.stop.hide()
        self.action_row.addWidget(self.stop)
        self.action_row.addWidget(self.start)
        self.progress = SyncProgressBar()
        self.progress.hide()
        self._receipt = QVBoxLayout()
        self._receipt_card = Card(self.tr("Last sync"))
        self._receipt_card.body.addLayout(self._receipt)
        self._make_refused_cards(kit)
        self._make_waiting_card(kit)
        self.conflicts = ConflictNotice(kit.theme)
        self.conflicts.wanted.connect(lambda: self.wanted.emit(ConflictsPlace()))
        self.column.addWidget(self.conflicts)
        for widget in (
            self.progress,
            self.decisions,
            self._refused_card,
            self.left_words,
            self._unsent_card,
            self._receipt_card,
        ):
            self.column.addWidget(widget)
        self._make_sticks(kit)
        self._offline, self._rights = make_label("", "soft"), make_label("", "soft")
        self.traces = Banner(kit.theme, "warning")
        self.column.insertWidget(0, self.traces)
        self.column.insertWidget(0, self._rights)
        self.column.insertWidget(0, self._offline)
        self._server = make_label("", "small")
        self.column.addWidget(self._server)
        self.column.addStretch(1)

    def _make_refused_cards(self, kit: Kit) -> None:
        self._refused = self._make_list(self.tr("Not taken by the county"))
        self._refused.setItemDelegate(TimelineDelegate(kit.theme, self._refused))
        self._refused_card = Card(self.tr("Not taken by the county"), flush=True)
        self._refused_card.put(self._refused)
        self._refused_entries = make_label("", "soft")
        self._refused_entries.setContentsMargins(20, 10, 20, 0)
        self._refused_card.put(self._refused_entries)
        note = make_label(
            self.tr("This work is kept on this laptop. Nothing is thrown away."), "small"
        )
        note.setContentsMargins(20, 0, 20, 10)
        self._refused_card.put(note)
        self._refused_card.hide()
        self.decisions = DecisionsCard(kit, None)
        self.decisions.failed.connect(self.show_problem)
        self.decisions.put_aside.connect(self.refresh)
        self.left_words = LeftWordsCard(kit)
        self.left_words.failed.connect(self.show_problem)
        self.left_words.unwanted.connect(self._on_unwanted)

    @Slot(object)
    def _on_unwanted(self, words: LeftWordsView) -> None:
        if Confirm.ask(
            self,
            self.tr("Throw away what you typed?"),
            self.tr("Nobody else has it, and it cannot be brought back."),
            self.tr("Throw away"),
            self.tr("Keep"),
            Enter.NO,
        ):
            sync = self.kit.workspace.sync
            self.fetch(lambda: sync.throw_away(words), lambda _: self.refresh())

    def _make_sticks(self, kit: Kit) -> None:
        self.sticks = StickCard(kit)
        self.sticks.write_wanted.connect(self.write_stick)
        self.sticks.read_wanted.connect(self.read_stick)
        self.sticks.stop_wanted.connect(self.cancel)
        self.column.addWidget(self.sticks)
        if kit.workspace.sticks is None:
            self.sticks.hide()

    def _make_waiting_card(self, kit: Kit) -> None:
        self._unsent = self._make_list(self.tr("Waiting to be sent"))
        self._nothing = EmptyState(
            kit.theme,
            "check",
            self.tr("Everything on this laptop has been sent."),
            self.tr("Sync now to fetch what colleagues have shared since."),
        )
        self._unsent_card = Card(self.tr("Waiting to be sent"), flush=True)
        self._unsent_card.put(self._unsent)
        self._files = make_label("", "soft")
        self._files.setContentsMargins(20, 10, 20, 10)
        self._unsent_card.put(self._files)
        self._entries = make_label("", "soft")
        self._entries.setContentsMargins(20, 10, 20, 10)
        self._unsent_card.put(self._entries)
        self._unsent_card.put(self._nothing)

    def refresh(self) -> None:
        """Ask again; a failed sync's sentence stays until the next one."""
        self.decisions.refresh()
        self.left_words.refresh()
        self.kit.runner.run(
            self.kit.workspace.sync.state, context=self, done=self._show, failed=self.show_problem
        )
        if self.kit.workspace.sticks is not None:
            self.kit.runner.run(
                self.kit.workspace.sticks.state,
                context=self,
                done=self.sticks.show_state,
                failed=self.show_problem,
            )

    def take_focus(self) -> None:
        """Start at the primary action."""
        (self.stop if self.stop.isVisible() else self.start).setFocus()

    def sync_now(self) -> None:
        """Sync because the worker wants it."""
        if self._cancel is None:
            self.sync_by_itself()
            self.take_focus()

    def sync_by_itself(self) -> None:
        """Push, then pull, on a network thread; disturbs nobody."""
        if self._cancel is not None:
            return
        self._cancel = cancel = Cancellation()
        self.problem.say("")
        self._show_running(running=True)
        tell = self.kit.runner.relay(self._on_progress, context=self)
        sync = self.kit.workspace.sync
        self.kit.runner.run(
            lambda: sync.sync(tell, cancel),
            context=self,
            done=self._on_done,
            failed=self._on_failed,
            lane="network",
        )

    def cancel(self) -> None:
        """Ask a running sync to stop at its next step."""
        if self._cancel is not None:
            self._cancel.cancel()
            self.stop.setEnabled(False)
            self.progress.say_stopping()
            self.sticks.say_stopping()

    @Slot(object)
    def write_stick(self, folder: Path) -> None:
        """Put a file for the county into a folder."""
        sticks, cancel, tell = self._begin_stick()
        if sticks is not None:
            self._run_stick(lambda: sticks.write(folder, tell, cancel), self._on_written)

    @Slot(object)
    def read_stick(self, place: Path) -> None:
        """Read the county's answer."""
        sticks, cancel, tell = self._begin_stick()
        if sticks is not None:
            self._run_stick(lambda: sticks.read(place, tell, cancel), self._on_read)

    def _begin_stick(
        self,
    ) -> tuple[StickPort | None, Cancellation, Callable[[SyncProgress], None]]:
        """One thing at a time: nothing is begun while a sync or another step runs."""
        tell = self.kit.runner.relay(self._on_stick_progress, context=self)
        if self._cancel is not None or self.kit.workspace.sticks is None:
            return None, Cancellation(), tell
        self._cancel = Cancellation()
        self.start.setEnabled(False)
        self.sticks.begin()
        self._tell_running(running=True)
        return self.kit.workspace.sticks, self._cancel, tell

    def _run_stick(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self.kit.runner.run(
            job, context=self, done=done, failed=self._on_stick_failed, lane="network"
        )

    def _on_stick_progress(self, progress: SyncProgress) -> None:
        if self._cancel is not None and not self._cancel.is_cancelled():
            self.sticks.progress.show_progress(progress)

    def _on_written(self, out: StickOut | None) -> None:
        self._show_running(running=False)
        if out is not None:
            self.sticks.say_written(out)
        self.sticks.write.setFocus()
        self.refresh()

    def _on_read(self, changes: Changes | None) -> None:
        self._show_running(running=False)
        if changes is not None:
            self.sticks.say_read()
            self.changed.emit(changes)
        self.sticks.read.setFocus()
        self.refresh()

    def _on_stick_failed(self, error: ShownError) -> None:
        self._show_running(running=False)
        if isinstance(error, LaptopStopped):
            self.stopped.emit(error)
            return
        self.broke_off.emit()
        self.sticks.problem.say(say_error(error), "danger")
        self.refresh()

    def _make_list(self, name: str) -> RowList:
        rows = RowList(self.kit.theme, name)
        rows.chosen.connect(self.wanted)
        return rows

    def _on_progress(self, progress: SyncProgress) -> None:
        if self._cancel is not None and not self._cancel.is_cancelled():
            self.progress.show_progress(progress)

    def _on_done(self, changes: Changes) -> None:
        self._show_running(running=False)
        self.changed.emit(changes)
        self.went_well.emit()
        self.refresh()

    def _on_failed(self, error: ShownError) -> None:
        self._show_running(running=False)
        self.went_wrong.emit()
        if isinstance(error, LaptopStopped):
            self.stopped.emit(error)
            return
        self.broke_off.emit()
        self.show_problem(error)
        self.refresh()

    def _show_running(self, *, running: bool) -> None:
        had_focus = self.stop.hasFocus()
        if not running:
            self._cancel = None
        self.stop.setEnabled(True)
        self.stop.setVisible(running)
        self.start.setEnabled(not running)
        self.sticks.show_running(running=running)
        self.progress.setVisible(running)
        self.progress.begin()
        if not running and had_focus:
            self.start.setFocus()
        self._tell_running(running=running)

    def _tell_running(self, *, running: bool) -> None:
        self.running.emit(running)

    def _show(self, view: SyncView) -> None:
        moments = self.kit.moments
        waiting = [one for one in view.decisions if one.reason is None]
        unsent = [work_row(one, moments) for one in view.unsent]
        unsent += [decision_row(one, moments) for one in waiting]
        self._unsent.show_rows(unsent)
        self._unsent.setVisible(bool(unsent))
        self._nothing.setVisible(not view.waiting)
        self._files.setText(
            self.tr("Files waiting to be sent: {count}, {size}").format(
                count=view.files, size=say_size(view.file_bytes)
            )
        )
        self._files.setVisible(bool(view.files))
        refused = [work_row(one, moments) for one in view.refused]
        refused += [decision_row(one, moments) for one in view.decisions if one not in waiting]
        self._refused.show_rows(refused)
        self._refused.setVisible(bool(refused))
        self._refused_card.setVisible(bool(refused or view.refused_entries))
        self._show_entries(view)
        self.conflicts.say(view.conflicts)
        clear_layout(self._receipt)
        self._receipt.addWidget(ReceiptLines(self.kit, view.receipt))
        self._offline.setText(self._say_offline(view))
        self._offline.setVisible(view.authorized_until is not None)
        self._rights.setText(self._say_rights(view))
        self.traces.say(self._say_traces() if view.traces_wait else "")
        self._server.setText(self.tr("County server: {address}").format(address=view.server))
        self.say_subtitle(
            self.tr("{count} waiting to be sent").format(count=view.waiting)
            if view.waiting
            else self.tr("Nothing waits to be sent")
        )

    def _show_entries(self, view: SyncView) -> None:
        waiting = self.tr("Entries of the index waiting to be sent: {count}")
        self._entries.setText(waiting.format(count=view.entries))
        self._entries.setVisible(bool(view.entries))
        refused = self.tr("Entries of the index: {count}. Open Index to see why.")
        self._refused_entries.setText(refused.format(count=view.refused_entries))
        self._refused_entries.setVisible(bool(view.refused_entries))

    def _say_traces(self) -> str:
        return self.tr(
            "What has left this laptop could not be written over: the disk is too full, or "
            "another program holds a file. It is not shown any more, but traces of it are still "
            "in the encrypted store. Free some space, then sync again."
        )

    def _say_rights(self, view: SyncView) -> str:
        """How old the list of consents and other grounds on this laptop is."""
        if view.rights_as_of is None:
            return self.tr("The county has not told this laptop yet what is shared with whom.")
        words = self.tr("Consents and other grounds are as the county told on {moment}.")
        return words.format(moment=self.kit.moments.minute(view.rights_as_of))

    def _say_offline(self, view: SyncView) -> str:
        """What a worker wants to know before leaving the office."""
        if view.authorized_until is None:
            return ""
        return self.tr(
            "You can work offline until {moment}; cases on this laptop: {count}, {size}."
        ).format(
            moment=self.kit.moments.weekday_minute(view.authorized_until),
            count=view.cases,
            size=say_size(view.held_bytes),
        )

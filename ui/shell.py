# SPDX-License-Identifier: AGPL-3.0-or-later
"""The unlocked window: rail, the place the worker is in, and the status strip.

Invariant: a screen is refreshed when it is shown and whenever work was written; a place that is
left for good is deleted, so that its words leave memory with it.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from ui.auto_sync import AutoSync
from ui.beside import BesideWork
from ui.dialogs.confirm import Confirm, Enter
from ui.dialogs.finder import Finder
from ui.documents.document_page import DocumentPage
from ui.kit import Kit
from ui.pages.advocate_page import AdvocatePage
from ui.pages.case_page import CasePage
from ui.pages.conflicts_page import ConflictsPage
from ui.pages.disclosures_page import DisclosuresPage
from ui.pages.log_page import LogPage
from ui.pages.screenings_page import ScreeningsPage
from ui.pages.security_page import SecurityPage
from ui.pages.sync_page import SyncPage
from ui.pages.timeline_page import TimelinePage
from ui.pages.today_page import TodayPage
from ui.pages.youths_page import YouthsPage
from ui.places import (
    AdvocatePlace,
    CaseLogPlace,
    CasePlace,
    ConflictsPlace,
    DisclosuresPlace,
    DocumentPlace,
    DraftPlace,
    MeetingPlace,
    MeetingPlanPlace,
    MeetingRoomPlace,
    PagePlace,
    Place,
    RecordPlace,
    Room,
    SignedPlace,
    TimelinePlace,
)
from ui.port_values import Changes
from ui.record_views import RecordGroup
from ui.records.record_page import RecordPage
from ui.rooms import inbox_of, index_of, make_meeting, team_of
from ui.screening.draft_page import DraftPage
from ui.screening.signed_page import SignedPage
from ui.taking_back import TakingBack
from ui.theme.tokens import MEASURES
from ui.training.training_mark import TrainingMark
from ui.training.training_page import TrainingPage
from ui.widgets.page_frame import PageFrame
from ui.widgets.rail import Rail
from ui.widgets.saved_bar import SavedBar
from ui.widgets.status_strip import StatusStrip
from ui.widgets.tab_order import move_on


class Shell(QWidget):
    """Everything a worker sees while unlocked.

    Signals:
        lock_wanted: blank and lock at once.
        stopped: the county stopped this laptop; carries its `ui.locked_out.LaptopStopped`.
        end_wanted: lock and close the window.
        handed_over: a youth answers a draft alone, or fills a plan beside the worker; carries its
            `ui.screening.filling.Filling` or `ui.records.plan_screen.SideBySide`.
    """

    lock_wanted = Signal()
    stopped = Signal(object)
    end_wanted = Signal()
    handed_over = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.strip, self.saved = StatusStrip(kit), SavedBar()
        self.taking_back = TakingBack(kit, self.saved, self)
        self.taking_back.changed.connect(self._show_changed)
        self.sync_page = SyncPage(kit)
        self.today_page, self.youths_page = TodayPage(kit), YouthsPage(kit)
        self._rooms: dict[Room, PageFrame] = {
            Room.TODAY: self.today_page,
            Room.YOUTHS: self.youths_page,
            Room.SCREENINGS: ScreeningsPage(kit),
            **team_of(kit),
            **index_of(kit),
            **inbox_of(kit),
            **self._training_of(kit),
            Room.SYNC: self.sync_page,
            Room.SECURITY: SecurityPage(kit),
        }
        if kit.workspace.log is not None:
            self._rooms[Room.LOG] = LogPage(kit, kit.workspace.log)
        self.rail = Rail(kit.theme, kit.moments.language, tuple(self._rooms))
        if Room.INDEX in self._rooms:
            self.rail.show_room(Room.INDEX, shown=False)
        self._stack = QStackedWidget()
        for page in self._rooms.values():
            self._adopt(page)
        self._history: list[Place] = []
        self._build()
        self._add_shortcuts()
        self.auto_sync = self._sync_by_itself()
        self.beside = BesideWork(kit, self)
        self.beside.rested.connect(self._show_found)
        self.open(Room.TODAY)
        self.beside.start()
        self.strip.refresh()
        self._ask_about_index()

    @property
    def place(self) -> Place:
        """Where the worker is."""
        return self._history[-1]

    @property
    def history(self) -> tuple[Place, ...]:
        """The way that led to where the worker is."""
        return tuple(self._history)

    @property
    def page(self) -> PageFrame:
        """The screen shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, PageFrame)
        return page

    def open(self, place: Place) -> None:
        """Go to a place."""
        if not self._may_leave():
            return
        if isinstance(place, Room):
            self._history = [place]
        elif not self._history or self._history[-1] != place:
            self._history = [one for one in self._history if one != place] + [place]
        self._show(place)

    def resume(self, history: tuple[Place, ...]) -> None:
        """Be where another shell was, with the same ways back."""
        self._history = list(history)
        self._show(self._history[-1])

    def go_back(self) -> None:
        """Go to the place before this one; a signed draft is skipped."""
        if not self._may_leave():
            return
        if len(self._history) > 1:
            self._history.pop()
        self._show(self._history[-1])

    def replace(self, place: Place) -> None:
        """Go to a place that takes the present one's part in the history."""
        self._history.pop()
        self.open(place)

    def _may_leave(self) -> bool:
        """Ask first where words would be lost that could not be written down."""
        page = self._stack.currentWidget()
        kept = not isinstance(page, PageFrame) or not page.is_unkept
        return kept or Confirm.ask(
            self,
            self.tr("Leave without what you typed?"),
            self.tr("It could not be kept on this laptop, and would be lost."),
            self.tr("Leave"),
            self.tr("Stay here"),
            Enter.NO,
        )

    def prepare_lock(self) -> None:
        """Keep what is being typed and stop what runs, before the words leave the screen."""
        self.beside.stop()
        self.page.leave()
        self.sync_page.cancel()

    def search(self, words: str | None = None) -> None:
        """Go to the search of youths, for some words or for those looked for before."""
        if words is not None:
            self.youths_page.box.setText(words)
        self.open(Room.YOUTHS)

    def find_youth(self) -> None:
        """Ask for any youth, over whatever screen is shown."""
        finder = Finder(self, self.kit)
        finder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        finder.wanted.connect(self.open)
        finder.open()

    def begin_absence(self) -> None:
        """Go to the form of an absence: of the youth in view, or of one to be chosen."""
        case = getattr(self.place, "case", None)
        if case is not None:
            self._begin_absence_of(case)
            return
        self.open(Room.YOUTHS)
        self.youths_page.ask_who_is_absent()

    def _begin_absence_of(self, case: CaseId) -> None:
        records = self.kit.workspace.records
        self.kit.runner.run(
            lambda: records.groups(case),
            context=self,
            done=partial(self._open_absence, case),
            failed=lambda _: self._open_absence(case, ()),
        )

    def _open_absence(self, case: CaseId, groups: Sequence[RecordGroup]) -> None:
        """Go to the absence that goes on, if one does; a youth is not absent twice at a time."""
        lines = (line for one in groups if one.kind is RecordKind.ABSENCE for line in one.lines)
        going_on = next((line.record for line in lines if line.is_open), None)
        self.open(RecordPlace(case, RecordKind.ABSENCE, going_on))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the room when the window is narrow."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=event.size().width() < MEASURES.narrow_window)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab goes through the screen as it is read."""
        return move_on(self, forward=forward) or super().focusNextPrevChild(forward)

    def _build(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self._stack, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        if self.kit.workspace.training is not None:
            down.addWidget(TrainingMark(self.kit.workspace.who))
        down.addLayout(across, 1)
        down.addWidget(self.saved)
        down.addWidget(self.strip)
        self.rail.wanted.connect(self.open)
        self.today_page.inbox.counted.connect(lambda count: self.rail.say_count(Room.INBOX, count))
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.rail.absent_wanted.connect(self.begin_absence)
        self.youths_page.absent_chosen.connect(self._begin_absence_of)
        self.sync_page.stopped.connect(self.stopped)
        self.sync_page.broke_off.connect(self._show_changed)
        self.strip.sync_wanted.connect(lambda: self.open(Room.SYNC))
        self.sync_page.running.connect(self.strip.show_running)

    def _training_of(self, kit: Kit) -> dict[Room, PageFrame]:
        """The role-play, on a training laptop."""
        training = kit.workspace.training
        if training is None:
            return {}
        page = TrainingPage(kit, training)
        page.lock_wanted.connect(self.lock_wanted)
        page.end_wanted.connect(self.end_wanted)
        return {Room.TRAINING: page}

    def _sync_by_itself(self) -> AutoSync | None:
        kit = self.kit
        if kit.network is None:
            return None
        auto = AutoSync(
            kit.workspace.sync_rules, kit.network, kit.seconds, random.random, parent=self
        )
        auto.due.connect(self.sync_page.sync_by_itself)
        auto.unwanted.connect(self.sync_page.cancel)
        self.sync_page.running.connect(auto.note_running)
        self.sync_page.went_well.connect(auto.note_success)
        self.sync_page.went_wrong.connect(auto.note_failure)
        return auto

    def _add_shortcuts(self) -> None:
        for number in range(1, 1 + len(self._rooms)):
            self._bind(f"Ctrl+{number}", partial(self._open_number, number))
        self._bind("Ctrl+F", self.search)
        self._bind("/", self.search)
        self._bind("Ctrl+K", self.find_youth)
        self._bind("Ctrl+Z", self.taking_back.undo)
        self._bind("Ctrl+Shift+Z", self.taking_back.redo)
        self._bind("Alt+Left", self.go_back)
        self._bind("Ctrl+M", self.begin_absence)

    def _open_number(self, number: int) -> None:
        shown = self.rail.shown
        if number <= len(shown):
            self.open(shown[number - 1])

    def _ask_about_index(self) -> None:
        """A sync may bring a designation, or end one; its place comes and goes with it."""
        index = self.kit.workspace.index
        if index is not None:
            self.kit.runner.run(
                index.concerns,
                context=self,
                done=lambda shown: self.rail.show_room(Room.INDEX, shown=shown),
                failed=lambda _: None,
            )

    def _bind(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(action)

    def _adopt(self, page: PageFrame) -> None:
        self._stack.addWidget(page)
        page.wanted.connect(self.open)
        page.left.connect(self.go_back)
        page.changed.connect(self._on_changed)

    def _show(self, place: Place) -> None:
        self.saved.hide()
        before = self._stack.currentWidget()
        if isinstance(before, PageFrame):
            before.leave()
        page = self._rooms[place] if isinstance(place, Room) else self._make(place)
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page and before not in self._rooms.values():
            self._stack.removeWidget(before)
            before.deleteLater()
        self.rail.mark(_room_of(self._history))
        self._give_room(place)
        page.refresh()
        page.take_focus()

    def _give_room(self, place: Place) -> None:
        """A meeting that is being held has the whole window."""
        whole = isinstance(place, MeetingRoomPlace)
        self.rail.setVisible(not whole)
        self.strip.setVisible(not whole)

    def _make(self, place: PagePlace) -> PageFrame:
        page: PageFrame
        match place:
            case ConflictsPlace():
                page = ConflictsPage(self.kit)
            case CasePlace(case, part):
                page = CasePage(self.kit, case, part)
                page.noted.connect(partial(self.taking_back.say_saved, RecordKind.CONTACT_NOTE))
            case CaseLogPlace(case):
                assert self.kit.workspace.log is not None
                page = LogPage(self.kit, self.kit.workspace.log, case)
            case DocumentPlace(case, record):
                page = DocumentPage(self.kit, case, record)
            case AdvocatePlace(case):
                assert self.kit.workspace.advocate is not None
                page = AdvocatePage(self.kit, self.kit.workspace.advocate, case)
            case DisclosuresPlace(case, sections):
                assert self.kit.workspace.sharing is not None
                page = DisclosuresPage(self.kit, self.kit.workspace.sharing, case, sections)
            case DraftPlace(draft):
                made = DraftPage(self.kit, draft)
                made.signed.connect(self.replace)
                made.handed_over.connect(self.handed_over)
                page = made
            case TimelinePlace():
                page = TimelinePage(self.kit, place)
            case RecordPlace():
                form = RecordPage(self.kit, place)
                form.handed_over.connect(self.handed_over)
                form.saved.connect(self.taking_back.say_saved)
                page = form
            case MeetingPlace() | MeetingPlanPlace() | MeetingRoomPlace():
                page = make_meeting(self.kit, place)
            case SignedPlace(case, record):
                page = SignedPage(self.kit, case, record)
        self._adopt(page)
        return page

    def _show_found(self) -> None:
        self.page.show_found()

    def _on_changed(self, changes: Changes) -> None:
        self._show_changed()
        if "work" in changes.kinds:
            self.taking_back.offer()

    def _show_changed(self) -> None:
        self.page.refresh()
        self.strip.refresh()
        self.beside.start()
        self._ask_about_index()
        if self.auto_sync is not None:
            self.auto_sync.note_saved()


def _room_of(history: list[Place]) -> Room:
    first = history[0]
    return first if isinstance(first, Room) else Room.TODAY

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one window: the neutral unlock screen, the unlocked shell, or a handed-over form; only one.

Invariants:
- The title is "Fieldfare" always.
- One key locks, wherever the keyboard is: on a screen, in a dialog, in a menu, with a youth.
- Locking blanks first and closes the store after: what was being typed is handed to the store
  thread, results under way are forgotten, the shell is deleted, and only then the session ends.
- While the laptop is handed over the window fills the screen, has no shortcuts but the lock's and
  does not close: it gives way to the worker's passphrase or to locking.
"""

from functools import partial

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.auto_lock import AutoLock, InputWatch
from ui.auto_sync import Network
from ui.dialogs.ask_dialog import AskDialog
from ui.errors import ShownError
from ui.jobs import Runner
from ui.kit import Kit
from ui.languages import LANGUAGES, Speech
from ui.lease_watch import LeaseWatch
from ui.lock_reasons import LockReason
from ui.pages.blank_page import BlankPage
from ui.pages.notice_page import NoticePage
from ui.pages.set_up_page import SetUpPage
from ui.pages.unlock_page import UnlockPage
from ui.places import Place, Room
from ui.ports import SettingsPort, UnlockPort, Workspace
from ui.records.plan_screen import PlanScreen, SideBySide
from ui.screening.editors.means import Means
from ui.screening.filling import Filling
from ui.screening.handed_over import HandedOver
from ui.screening.handover_screen import HandoverScreen
from ui.shell import Shell
from ui.start import Start
from ui.text import Moments, is_in_language
from ui.theme.theme import Theme
from ui.widgets.display_menu import DisplayMenu
from ui.widgets.still_here import StillHere

BASE_SIZE = (1280, 800)
SMALLEST = (480, 320)


class MainWindow(QMainWindow):
    """What the desktop constructs, with everything it needs.

    Args:
        unlock: the port of the unlock screen; gives the workspace.
        runner: does the work of every port; the caller closes it after the window.
        settings: language and colours, remembered before unlocking.
        start: how it begins, and whether its process ends at the lock.

    Signals:
        unlocked: there is a session.
        locked: the session has ended and its store is closed; carries the LockReason.
    """

    unlocked = Signal()
    locked = Signal(object)

    def __init__(
        self,
        unlock: UnlockPort,
        runner: Runner,
        settings: SettingsPort,
        start: Start | None = None,
    ) -> None:
        super().__init__()
        self._start = start or Start()
        self._network: Network | None = None
        self._reason = self._start.reason
        self._unlock = unlock
        self._runner = runner
        self._settings = settings
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._speech = Speech(application)
        self._speech.use(settings.language())
        self.theme = Theme(application, settings.theme())
        self._workspace: Workspace | None = None
        self._came_from: tuple[Place, ...] = ()
        self._lease: LeaseWatch | None = None
        self.setWindowTitle("Fieldfare")
        self.resize(*BASE_SIZE)
        self.setMinimumSize(*SMALLEST)
        self._watch_use(application)
        self._notice = self._start.notice
        self._show_locked()

    @property
    def shell(self) -> Shell | None:
        """The unlocked screens, or None while locked."""
        screen = self.centralWidget()
        return screen if isinstance(screen, Shell) else None

    @property
    def handover(self) -> HandedOver | None:
        """What the youth sees, or None while the worker has the laptop."""
        screen = self.centralWidget()
        return screen if isinstance(screen, HandedOver) else None

    @property
    def notice_page(self) -> NoticePage | None:
        """The notice to be acknowledged, or None once it was."""
        screen = self.centralWidget()
        return screen if isinstance(screen, NoticePage) else None

    @property
    def unlock_page(self) -> UnlockPage | None:
        """The neutral screen, or None while unlocked."""
        screen = self.centralWidget()
        return screen if isinstance(screen, UnlockPage) else None

    def lock(self, reason: LockReason = LockReason.ASKED) -> None:
        """Blank the window at once and end the session."""
        workspace, screen = self._workspace, self.shell or self.handover
        if workspace is None or screen is None:
            return
        self.auto_lock.end()
        self._forget_still_here()
        _close_dialogs()
        screen.prepare_lock()
        self._runner.end_session()
        self._workspace = None
        if self._lease is not None:
            self._lease.stop()
            self._lease = None
        self._reason = reason
        self._end_handover()
        if self._start.ends_at_lock:
            self._replace_screen(BlankPage())
            self.repaint()
        else:
            self._show_unlock()
        QApplication.clipboard().clear()
        self._runner.run(
            workspace.session.lock,
            context=self,
            done=lambda _: self.locked.emit(reason),
            failed=lambda _: self.locked.emit(reason),
        )

    def end(self) -> None:
        """Lock and close, also while a youth has the laptop."""
        self.lock()
        self.close()

    def use_language(self, language: str) -> None:
        """Speak another language from now on; the worker stays where they are."""
        self._settings.save_language(language)
        self._speech.use(language)
        if self._workspace is None:
            self._show_locked()
        elif self.shell is not None:
            history = self.shell.history
            self.shell.page.leave()
            self._show_shell(self._workspace, history)

    def use_theme(self, choice: str) -> None:
        """Use other colours from now on."""
        self._settings.save_theme(choice)
        self.theme.choose(choice)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing locks first, so that nothing typed is lost; a youth cannot close it."""
        application = QApplication.instance()
        ending = isinstance(application, QApplication) and application.isSavingSession()
        if self.handover is not None and not ending:
            self.handover.ask_worker()
            event.ignore()
            return
        self.lock()
        screen = self.centralWidget()
        if isinstance(screen, SetUpPage):
            screen.stop_setting_up()
        event.accept()

    def _find_network(self) -> Network | None:
        if self._network is None and self._start.network is not None:
            self._network = self._start.network()
        return self._network

    def _watch_use(self, application: QApplication) -> None:
        self.still_here: StillHere | None = None
        self.auto_lock = AutoLock(self, self._start.seconds)
        self.auto_lock.warned.connect(self._ask_still_here)
        self.auto_lock.stayed.connect(self._forget_still_here)
        self.auto_lock.over.connect(self.lock)
        watch = InputWatch(self, application)
        watch.used.connect(self.auto_lock.note_use)
        watch.lock_key.connect(self.lock)

    def _ask_still_here(self, seconds: int) -> None:
        front = QApplication.activeModalWidget() or self
        # A dialog that went took the question with it.
        if self.still_here is None or not shiboken6.isValid(self.still_here):
            self.still_here = StillHere(front)
        self.still_here.say(seconds)

    def _forget_still_here(self) -> None:
        if self.still_here is not None and shiboken6.isValid(self.still_here):
            self.still_here.hide()
            self.still_here.deleteLater()
        self.still_here = None

    def _show_locked(self) -> None:
        """The notice until it was acknowledged, then the unlock screen."""
        if self._notice is None:
            self._show_unlock()
            return
        page = NoticePage(self._notice, self._speech.language)
        page.acknowledged.connect(self._on_acknowledged)
        page.add_corner(self._make_menu())
        self._replace_screen(page)
        page.take_focus()

    def _on_acknowledged(self) -> None:
        self._notice = None
        self._show_unlock()

    def _show_unlock(self) -> None:
        page = UnlockPage(self._unlock, self._runner, self.theme, self._reason)
        page.unlocked.connect(self._on_unlocked)
        page.stopped.connect(self._on_stopped)
        page.set_up_wanted.connect(self._show_set_up)
        page.another_wanted.connect(self._show_set_up)
        page.changed.connect(self._show_unlock)
        page.add_corner(self._make_menu())
        self._replace_screen(page)
        page.take_focus()

    def _on_stopped(self, told: ShownError) -> None:
        """Lock at once and say that the county stopped this laptop."""
        self.lock()
        self._show_unlock()
        if self.unlock_page is not None:
            self.unlock_page.tell(told)

    def _show_set_up(self) -> None:
        page = SetUpPage(self._unlock, self._runner, self.theme)
        page.done.connect(self._show_unlock)
        page.left.connect(self._show_unlock)
        page.add_corner(self._make_menu())
        self._replace_screen(page)
        page.take_focus()

    def _make_menu(self) -> DisplayMenu:
        menu = DisplayMenu(self.theme, self._speech.language)
        menu.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu.language_chosen.connect(self.use_language)
        menu.theme_chosen.connect(self.use_theme)
        return menu

    def _on_unlocked(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lease = LeaseWatch(workspace.session, self._runner, self)
        self._lease.over.connect(partial(self.lock, LockReason.LEASE_OVER))
        self.auto_lock.begin(workspace.rules)
        self._show_shell(workspace)
        self.unlocked.emit()

    def _show_shell(self, workspace: Workspace, history: tuple[Place, ...] = ()) -> None:
        kit = Kit(
            workspace,
            self._runner,
            self.theme,
            Moments(workspace.zone),
            self._reason,
            self._find_network(),
            self._start.seconds,
        )
        shell = Shell(kit)
        shell.lock_wanted.connect(self.lock)
        shell.stopped.connect(self._on_stopped)
        shell.end_wanted.connect(self.end)
        shell.handed_over.connect(self._hand_over)
        shell.rail.display.language_chosen.connect(self.use_language)
        shell.rail.display.theme_chosen.connect(self.use_theme)
        self._replace_screen(shell)
        if history:
            shell.resume(history)
        else:
            shell.page.take_focus()

    def _hand_over(self, given: Filling | SideBySide) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        QApplication.clipboard().clear()
        session, screen = workspace.session, self.centralWidget()
        self._came_from = () if self.shell is None else self.shell.history
        if isinstance(given, SideBySide):
            screen = PlanScreen(given, workspace.records, session, self._runner)
        else:
            self._speak_as(given.session.language)
            means = Means(given.attachments, workspace.zone)
            screen = HandoverScreen(given, session, self._runner, means)
        screen.returned.connect(self._take_back)
        screen.lock_wanted.connect(partial(self.lock, LockReason.WRONG_TRIES))
        screen.language_chosen.connect(self._speak_as)
        self._replace_screen(screen)
        self.showFullScreen()
        screen.take_focus()

    def _take_back(self) -> None:
        workspace, screen = self._workspace, self.handover
        if workspace is not None and screen is not None:
            self._end_handover()
            self._show_shell(workspace, self._came_from or (Room.TODAY, screen.back_to))

    def _end_handover(self) -> None:
        if self.handover is None:
            return
        self._speech.use(self._settings.language())
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _speak_as(self, language: str) -> None:
        """Speak as the form does while a youth reads it, where the screens can."""
        code = next((one for one in LANGUAGES if is_in_language(language, one)), "")
        self._speech.use(code or self._settings.language())

    def _replace_screen(self, screen: QWidget) -> None:
        before = self.takeCentralWidget()
        self.setCentralWidget(screen)
        if before is not None:
            before.hide()
            before.deleteLater()


def _close_dialogs() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    while (dialog := QApplication.activeModalWidget()) is not None:
        if isinstance(dialog, AskDialog):
            dialog.keep_typed()
        dialog.hide()

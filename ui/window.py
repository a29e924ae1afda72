# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one window: the neutral unlock screen or the unlocked shell, never both.

Invariants:
- The title is "Fieldfare" always.
- Locking blanks first and closes the store after: what was being typed is handed to the store
  thread, results under way are forgotten, the shell is deleted, and only then the session ends.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.dialogs.ask_dialog import LOCK_KEYS, AskDialog
from ui.jobs import Runner
from ui.kit import Kit
from ui.languages import Speech
from ui.pages.set_up_page import SetUpPage
from ui.pages.unlock_page import UnlockPage
from ui.places import Place, Room
from ui.ports import SettingsPort, UnlockPort, Workspace
from ui.shell import Shell
from ui.text import Moments
from ui.theme.theme import Theme
from ui.widgets.display_menu import DisplayMenu

BASE_SIZE = (1280, 800)
SMALLEST = (480, 320)


class MainWindow(QMainWindow):
    """What the desktop constructs, with everything it needs.

    Args:
        unlock: the port of the unlock screen; gives the workspace.
        runner: does the work of every port; the caller closes it after the window.
        settings: language and colours, remembered before unlocking.
    """

    def __init__(self, unlock: UnlockPort, runner: Runner, settings: SettingsPort) -> None:
        super().__init__()
        self._unlock = unlock
        self._runner = runner
        self._settings = settings
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._speech = Speech(application)
        self._speech.use(settings.language())
        self.theme = Theme(application, settings.theme())
        self._workspace: Workspace | None = None
        self.setWindowTitle("Fieldfare")
        self.resize(*BASE_SIZE)
        self.setMinimumSize(*SMALLEST)
        for keys in LOCK_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.lock)
        self._show_unlock()

    @property
    def shell(self) -> Shell | None:
        """The unlocked screens, or None while locked."""
        screen = self.centralWidget()
        return screen if isinstance(screen, Shell) else None

    @property
    def unlock_page(self) -> UnlockPage | None:
        """The neutral screen, or None while unlocked."""
        screen = self.centralWidget()
        return screen if isinstance(screen, UnlockPage) else None

    def lock(self) -> None:
        """Blank the window at once and end the session."""
        workspace, shell = self._workspace, self.shell
        if workspace is None or shell is None:
            return
        _close_dialogs()
        shell.prepare_lock()
        self._runner.end_session()
        self._workspace = None
        self._show_unlock()
        QApplication.clipboard().clear()
        session = workspace.session
        self._runner.run(session.lock, context=self, done=lambda _: None, failed=lambda _: None)

    def use_language(self, language: str) -> None:
        """Speak another language from now on; the worker stays where they are."""
        self._settings.save_language(language)
        self._speech.use(language)
        if self._workspace is None:
            self._show_unlock()
        elif self.shell is not None:
            place = self.shell.place
            self.shell.page.leave()
            self._show_shell(self._workspace, place)

    def use_theme(self, choice: str) -> None:
        """Use other colours from now on."""
        self._settings.save_theme(choice)
        self.theme.choose(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A dialog hands its lock keys on as F8 (`ui.dialogs.ask_dialog`)."""
        if event.key() == Qt.Key.Key_F8:
            self.lock()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing locks first, so that nothing typed is lost."""
        self.lock()
        event.accept()

    def _show_unlock(self) -> None:
        page = UnlockPage(self._unlock, self._runner, self.theme)
        page.unlocked.connect(self._on_unlocked)
        page.set_up_wanted.connect(self._show_set_up)
        page.add_corner(self._make_menu())
        self._replace_screen(page)
        page.take_focus()

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
        self._show_shell(workspace, Room.TODAY)

    def _show_shell(self, workspace: Workspace, place: Place) -> None:
        kit = Kit(workspace, self._runner, self.theme, Moments(workspace.zone))
        shell = Shell(kit)
        shell.lock_wanted.connect(self.lock)
        shell.rail.display.language_chosen.connect(self.use_language)
        shell.rail.display.theme_chosen.connect(self.use_theme)
        self._replace_screen(shell)
        if place is not Room.TODAY:
            shell.open(place)

    def _replace_screen(self, screen: QWidget) -> None:
        before = self.takeCentralWidget()
        self.setCentralWidget(screen)
        if before is not None:
            before.hide()
            before.deleteLater()


def _close_dialogs() -> None:
    while (dialog := QApplication.activeModalWidget()) is not None:
        if isinstance(dialog, AskDialog):
            dialog.keep_typed()
        dialog.hide()
        dialog.deleteLater()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()

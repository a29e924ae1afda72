# SPDX-License-Identifier: AGPL-3.0-or-later
"""A window over an invented county, with every job run at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.ui_people import a_lived_in_county
from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.fakes.ui_settings import FakeSettings
from tests.fakes.ui_unlock import FakeUnlock
from ui.application import dress_application
from ui.dialogs.ask_dialog import AskDialog
from ui.jobs import InlineRunner, Runner
from ui.shell import Shell
from ui.start import Start
from ui.views import UnlockView
from ui.window import MainWindow

SMALLEST_SCREEN, TITLE_BAR = 400, 30


@dataclass
class Desk:
    """A window and what stands behind it."""

    window: MainWindow
    county: FakeCounty
    settings: FakeSettings
    unlock_port: FakeUnlock

    @property
    def shell(self) -> Shell:
        shell = self.window.shell
        assert shell is not None
        return shell

    def unlock(self) -> Shell:
        page = self.window.unlock_page
        assert page is not None
        page.passphrase.setText(PASSPHRASE)
        page.button.click()
        settle()
        return self.shell


def settle() -> None:
    """Let queued events and deletions happen."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def press_key(widget: QWidget, key: Qt.Key = Qt.Key.Key_F8) -> None:
    """Press a key as the system delivers it, to the window that has the keyboard."""
    widget.window().activateWindow()
    QApplication.processEvents()
    window = QApplication.focusWindow()
    assert window is not None
    control = Qt.KeyboardModifier.ControlModifier
    held = control if key == Qt.Key.Key_L else Qt.KeyboardModifier.NoModifier
    QCoreApplication.postEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, held))
    if QApplication.activeModalWidget() is None:
        settle()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def no_window_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test showed by itself is gone before the next one begins."""
    yield
    if "qapp" in request.fixturenames:
        for window in QApplication.topLevelWidgets():
            window.close()
            window.deleteLater()
        settle()


@pytest.fixture(autouse=True)
def every_dialog_fits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever dialog a test shows has room on a 13-inch screen at 200 %, with its title bar."""
    too_high: set[tuple[str, int]] = set()
    really = AskDialog.keep_whole

    def judge(dialog: AskDialog) -> None:
        really(dialog)
        if dialog.isVisible() and dialog.minimumHeight() > SMALLEST_SCREEN - TITLE_BAR:
            too_high.add((type(dialog).__name__, dialog.minimumHeight()))

    monkeypatch.setattr(AskDialog, "keep_whole", judge)
    yield
    assert too_high == set()


@pytest.fixture
def make_desk(qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    """Builds windows and takes them down again."""
    dress_application(qapp)
    made: list[Desk] = []

    def make(
        county: FakeCounty | None = None,
        *,
        language: str = "en",
        theme: str = "light",
        view: UnlockView | None = None,
        runner: Runner | None = None,
        start: Start | None = None,
    ) -> Desk:
        known = county or a_lived_in_county()
        settings = FakeSettings(language, theme)
        port = FakeUnlock(known, view)
        window = MainWindow(port, runner or InlineRunner(), settings, start)
        window.show()
        settle()
        made.append(Desk(window, known, settings, port))
        return made[-1]

    yield make
    for desk in made:
        desk.window.close()
        desk.window.use_language("en")
        desk.window.deleteLater()
    settle()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """An unlocked window."""
    made = make_desk()
    made.unlock()
    return made

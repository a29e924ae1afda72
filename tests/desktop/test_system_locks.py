# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the computer says about locking, sleeping and other people locks the window."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.system_locks import SystemLocks, says_no, session_path, windows_reason
from ui.lock_reasons import LockReason

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None,
    reason="D-Bus and its daemon are needed",
)
PATH = "/org/freedesktop/login1/session/_33"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
SAVER = "org.freedesktop.ScreenSaver"


@pytest.fixture
def bus(tmp_path: Path, qapp: QApplication) -> Iterator[QDBusConnection]:
    """A bus of our own."""
    del qapp
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    command.append(f"--address=unix:path={tmp_path}/bus")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield QDBusConnection.connectToBus(address, "of our own")
        QDBusConnection.disconnectFromBus("of our own")
        daemon.terminate()


@on_linux
@pytest.mark.parametrize(
    ("path", "interface", "name", "words", "reason"),
    [
        ("/org/freedesktop/login1", MANAGER, "PrepareForSleep", [True], LockReason.ASLEEP),
        (PATH, SESSION, "Lock", [], LockReason.COMPUTER_LOCKED),
        ("/ScreenSaver", SAVER, "ActiveChanged", [True], LockReason.COMPUTER_LOCKED),
    ],
    ids=["sleep", "lock", "screen saver"],
)
def test_a_signal_of_the_system_locks_with_its_reason(
    bus: QDBusConnection,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    interface: str,
    name: str,
    words: list[object],
    reason: LockReason,
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    locks = SystemLocks(QApplication.instance())  # type: ignore[arg-type]  # there is one
    locks.listen_to_buses(bus, bus)
    heard: list[LockReason] = []
    locks.over.connect(heard.append)
    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(words)
    assert bus.send(signal)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [reason]
    locks.deleteLater()


@on_linux
def test_waking_and_unlocking_do_nothing(bus: QDBusConnection, qtbot: QtBot) -> None:
    locks = SystemLocks(QApplication.instance())  # type: ignore[arg-type]  # there is one
    locks.listen_to_buses(bus, bus)
    heard: list[LockReason] = []
    locks.over.connect(heard.append)
    for name, word in (("PrepareForSleep", False), ("PrepareForSleep", True)):
        signal = QDBusMessage.createSignal("/org/freedesktop/login1", MANAGER, name)
        signal.setArguments([word])
        bus.send(signal)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [LockReason.ASLEEP]
    locks.deleteLater()


@pytest.mark.parametrize(("active", "locks"), [(True, False), (False, True), (None, False)])
def test_only_a_session_known_to_be_behind_another_locks(
    *, active: bool | None, locks: bool
) -> None:
    reply = QDBusMessage()
    if active is not None:
        reply.setArguments([QDBusVariant(active)])
    assert says_no(reply) is locks


def test_a_session_is_named_by_the_rule_of_logind() -> None:
    assert session_path("") == ""
    assert session_path("3") == PATH
    assert session_path("c12").endswith("/c12")
    assert session_path("12-a").endswith("/_312_2da")


@pytest.mark.parametrize(
    ("message", "word", "reason"),
    [
        (0x02B1, 0x7, LockReason.COMPUTER_LOCKED),
        (0x02B1, 0x2, LockReason.USER_SWITCHED),
        (0x02B1, 0x8, None),
        (0x0218, 0x4, LockReason.ASLEEP),
        (0x0218, 0x7, None),
        (0x0100, 0x7, None),
    ],
)
def test_messages_of_windows_mean_the_same(
    message: int, word: int, reason: LockReason | None
) -> None:
    assert windows_reason(message, word) is reason

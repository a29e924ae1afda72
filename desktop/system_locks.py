# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the computer itself locks, sleeps or changes hands, the window locks too.

Linux tells it over D-Bus (logind and the desktops' screen savers), Windows by messages to the
window. macOS tells it only through its own frameworks, which Qt does not carry; there the window
locks when it wakes (ui.auto_lock sees that the clock jumped) and when nobody uses it.

Invariant: what is told is only ever a reason to lock, never to unlock, so a false one harms nobody.
"""

import ctypes
import os
import re
import sys

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant
from PySide6.QtWidgets import QWidget

from ui.lock_reasons import LockReason

LOGIND = "org.freedesktop.login1"
PROPERTIES = "org.freedesktop.DBus.Properties"
ASK_MS = 500
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
SESSION_REASONS = {
    0x2: LockReason.USER_SWITCHED,  # WTS_CONSOLE_DISCONNECT
    0x4: LockReason.USER_SWITCHED,  # WTS_REMOTE_DISCONNECT
    0x6: LockReason.USER_SWITCHED,  # WTS_SESSION_LOGOFF
    0x7: LockReason.COMPUTER_LOCKED,  # WTS_SESSION_LOCK
}


class SystemLocks(QObject):
    """Listens while it lives.

    Signals:
        over: carries the LockReason.
    """

    over = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        self._here = ""
        self._filter: _WindowsMessages | None = None

    def listen(self, window: QWidget) -> None:
        """Begin, once the window is on the screen."""
        if sys.platform == "linux":
            self.listen_to_buses(QDBusConnection.systemBus(), QDBusConnection.sessionBus())
        elif sys.platform == "win32":
            self._filter = _WindowsMessages(self, int(window.winId()))

    def listen_to_buses(self, system: QDBusConnection, session: QDBusConnection) -> None:
        """Linux; a bus that is not there says nothing."""
        here = session_path(os.environ.get("XDG_SESSION_ID", ""))
        if system.isConnected():
            self._join(system, "", f"{LOGIND}.Manager", "PrepareForSleep", "on_sleep")
            self._join(system, here, f"{LOGIND}.Session", "Lock", "on_lock")
            if here:
                self._join(system, here, PROPERTIES, "PropertiesChanged", "on_session")
        if session.isConnected():
            for name in SCREEN_SAVERS:
                self._join(session, "", name, "ActiveChanged", "on_saver")
        self._system, self._here = system, here

    def _join(self, bus: QDBusConnection, path: str, kind: str, name: str, slot: str) -> None:
        called = SLOT(f"{slot}(QDBusMessage)")
        bus.connect("", path, kind, name, self, called)  # type: ignore[call-overload]  # takes text

    @Slot(QDBusMessage)
    def on_sleep(self, message: QDBusMessage) -> None:
        """The computer goes to sleep (true) or woke (false)."""
        if message.arguments()[:1] == [True]:
            self.over.emit(LockReason.ASLEEP)

    @Slot(QDBusMessage)
    def on_lock(self, message: QDBusMessage) -> None:
        """The session is asked to lock."""
        del message
        self.over.emit(LockReason.COMPUTER_LOCKED)

    @Slot(QDBusMessage)
    def on_saver(self, message: QDBusMessage) -> None:
        """The screen saver came (true) or went (false)."""
        if message.arguments()[:1] == [True]:
            self.over.emit(LockReason.COMPUTER_LOCKED)

    @Slot(QDBusMessage)
    def on_session(self, message: QDBusMessage) -> None:
        """Something about our session changed: look whether another one is in front."""
        del message
        if self._system is None:
            return
        ask = QDBusMessage.createMethodCall(LOGIND, self._here, PROPERTIES, "Get")
        ask.setArguments([f"{LOGIND}.Session", "Active"])
        if says_no(self._system.call(ask, QDBus.CallMode.Block, ASK_MS)):
            self.over.emit(LockReason.USER_SWITCHED)


def says_no(reply: QDBusMessage) -> bool:
    """Whether a property is known to be false."""
    return [one.variant() for one in reply.arguments() if isinstance(one, QDBusVariant)] == [False]


def session_path(session: str) -> str:
    """The object of a session in logind, by its rule for names; empty for any session."""
    if not session:
        return ""
    first = re.sub(r"^[0-9]", lambda digit: f"_{ord(digit[0]):02x}", session)
    name = re.sub(r"[^A-Za-z0-9_]", lambda sign: f"_{ord(sign[0]):02x}", first)
    return f"/org/freedesktop/login1/session/{name}"


def windows_reason(message: int, word: int) -> LockReason | None:
    """What a message to a window of Windows means for us."""
    if message == WM_POWERBROADCAST and word == PBT_APMSUSPEND:
        return LockReason.ASLEEP
    return SESSION_REASONS.get(word) if message == WM_WTSSESSION_CHANGE else None


class _Message(ctypes.Structure):
    """The beginning of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
    )


class _WindowsMessages(QAbstractNativeEventFilter):
    def __init__(self, owner: SystemLocks, window: int) -> None:
        super().__init__()
        self._owner = owner
        ctypes.__dict__["windll"].wtsapi32.WTSRegisterSessionNotification(window, 0)
        application = QCoreApplication.instance()
        assert application is not None
        application.installNativeEventFilter(self)

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Look at it and let it pass."""
        del kind
        told = _Message.from_address(int(message))
        reason = windows_reason(told.message, told.word)
        if reason is not None:
            self._owner.over.emit(reason)
        return False, 0

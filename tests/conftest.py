# SPDX-License-Identifier: AGPL-3.0-or-later
"""Strict by configuration: whatever is odd fails the test it happened in."""

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test touches the keystore of whoever runs it.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer

settings.register_profile(
    "default",
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("soak", settings.get_profile("default"), max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

THREAD_GRACE_SECONDS = 5.0


LONG = ("tests/journeys/", "tests/bench/", "tests/desktop/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of few and long tests, so that at the end no worker waits for one."""
    items.sort(key=lambda one: [not one.nodeid.startswith(room) for room in LONG])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that logged at WARNING or above without saying so."""
    caught = _Catcher()
    logging.getLogger().addHandler(caught)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(caught)
    marker = item.get_closest_marker("expected_logs")
    unexpected = [one for one in caught.messages if marker is None or one[0] not in marker.args]
    if unexpected:
        pytest.fail(f"unexpected log: {unexpected[0][0]}: {unexpected[0][1]}", pytrace=False)


class _Catcher(logging.Handler):
    """Keeps (logger, message) of everything at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append((record.name, record.getMessage()))


@pytest.fixture(autouse=True)
def no_leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    shared = _uses_shared_county(request)
    before = set(threading.enumerate())
    yield
    if shared:
        return
    deadline = time.monotonic() + THREAD_GRACE_SECONDS
    while (left := set(threading.enumerate()) - before) and time.monotonic() < deadline:
        for thread in left:
            thread.join(0.05)
    if left:
        pytest.fail(f"left running: {sorted(thread.name for thread in left)}", pytrace=False)


def _uses_shared_county(request: pytest.FixtureRequest) -> bool:
    """A session-wide server keeps its threads between tests; they end with the session."""
    return any(name.startswith("shared_") for name in request.fixturenames)


def pytest_collection_finish() -> None:
    """What imports made stays; leaving it out makes looking for leaked timers ten times faster."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_leaked_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a Qt timer running or a Qt thread alive."""
    if "qapp" not in request.fixturenames:
        yield
        return
    before = {id(one) for one in _running_qt()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [one for one in _running_qt() if id(one) not in before]
    if left:
        pytest.fail(f"left running in Qt: {left}", pytrace=False)


def _running_qt() -> list[QTimer | QThread]:
    alive = [
        one for one in gc.get_objects() if isinstance(one, QTimer | QThread) and _is_alive(one)
    ]
    return [one for one in alive if _runs(one)]


def _runs(one: QTimer | QThread) -> bool:
    if isinstance(one, QTimer):
        return one.isActive()
    return one.isRunning() and one is not QThread.currentThread()


def _is_alive(one: object) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(one))
